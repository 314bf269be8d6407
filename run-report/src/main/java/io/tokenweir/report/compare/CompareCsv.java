package io.tokenweir.report.compare;

import java.util.Arrays;
import java.util.stream.Collectors;

/** A comparison as CSV: a head line, a row for each figure, empty where there is no value. Pure. */
public final class CompareCsv {
    private CompareCsv() {}

    public static String render(RunComparison comparison) {
        String head = "name,a,b,difference,low,high,meter,ratio,ratioLow,ratioHigh,finding,word,reason,shift";
        return comparison.rows().stream().map(CompareCsv::line).collect(Collectors.joining("\n", head + "\n", ""));
    }

    private static String line(Row row) {
        return Arrays.asList(
                        row.name(),
                        row.a(),
                        row.b(),
                        row.difference(),
                        row.low(),
                        row.high(),
                        row.meter(),
                        row.ratio(),
                        row.ratioLow(),
                        row.ratioHigh(),
                        row.finding(),
                        row.word(),
                        row.reason(),
                        row.shift())
                .stream()
                .map(CompareCsv::field)
                .collect(Collectors.joining(","));
    }

    private static String field(Object value) {
        String text = value == null ? "" : value.toString();
        return text.matches("[^\",\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
