package io.tokenweir.report.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A comparison as a table for a terminal. Latencies in milliseconds, shares in percent. Pure. */
public final class CompareTable {
    private static final String GAP = "  ";
    private static final double PERCENT = 100;

    private CompareTable() {}

    public static String render(RunComparison comparison) {
        List<String[]> lines = new ArrayList<>();
        lines.add(
                new String[] {"", "A", "B", "B - A", "95 % interval", "of it meter", "B / A", "95 % interval", "B is"});
        comparison.rows().forEach(row -> lines.add(line(row)));
        int[] widths = new int[lines.get(0).length];
        for (String[] line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line[i].length());
            }
        }
        StringBuilder text = new StringBuilder()
                .append("A: ")
                .append(String.join(", ", comparison.a()))
                .append("\nB: ")
                .append(String.join(", ", comparison.b()))
                .append("\n\n");
        lines.forEach(line -> append(text, line, widths));
        text.append('\n');
        reasons(comparison)
                .forEach((reason, names) -> text.append(String.join(", ", names))
                        .append(": ")
                        .append(reason)
                        .append(".\n"));
        comparison
                .warnings()
                .forEach(warning -> text.append("Note: ").append(warning).append('\n'));
        return text.append(footer(comparison)).toString();
    }

    /** Names of figures by what stands in their way. */
    private static Map<String, List<String>> reasons(RunComparison comparison) {
        return comparison.rows().stream()
                .filter(row -> row.reason() != null)
                .collect(Collectors.groupingBy(
                        Row::reason, LinkedHashMap::new, Collectors.mapping(Row::name, Collectors.toList())));
    }

    private static String[] line(Row row) {
        boolean compared = row.difference() != null;
        return new String[] {
            row.name(),
            number(row, row.a(), ""),
            number(row, row.b(), ""),
            number(row, row.difference(), "+"),
            compared ? interval(row) : "-",
            row.meter() > 0 ? "±" + number(row, row.meter(), "") : "",
            row.ratio() == null ? "-" : String.format(Locale.ROOT, "%.3f", row.ratio()),
            row.ratio() == null ? "-" : ratios(row),
            row.word()
        };
    }

    private static String interval(Row row) {
        return row.finding() == Finding.NO_INTERVAL
                ? "-"
                : (row.low() == null ? "open" : number(row, row.low(), "+")) + " to "
                        + (row.high() == null ? "open" : number(row, row.high(), "+"));
    }

    private static String ratios(Row row) {
        return row.ratioLow() == null && row.ratioHigh() == null
                ? "-"
                : ratio(row.ratioLow()) + " to " + ratio(row.ratioHigh());
    }

    private static String ratio(Double bound) {
        return bound == null ? "open" : String.format(Locale.ROOT, "%.3f", bound);
    }

    private static String number(Row row, Double value, String sign) {
        if (value == null) {
            return "-";
        }
        return row.isShare()
                ? String.format(Locale.ROOT, "%" + sign + ".2f %%", value * PERCENT)
                : String.format(Locale.ROOT, "%" + sign + ",.3f", value);
    }

    private static void append(StringBuilder text, String[] cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String padding = " ".repeat(widths[i] - cells[i].length());
            boolean left = i == 0 || i == widths.length - 1;
            line.append(left ? cells[i] + padding : padding + cells[i]).append(GAP);
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }

    private static String footer(RunComparison comparison) {
        long judged = comparison.rows().stream()
                .filter(row -> row.low() != null || row.high() != null)
                .count();
        return scatter(comparison)
                + String.format(
                        Locale.ROOT,
                        " Of %d intervals, about %.1f miss the true difference by chance.",
                        judged,
                        judged / 20.0);
    }

    private static String scatter(RunComparison comparison) {
        if (comparison.paired()) {
            return "The intervals come from how the differences of the "
                    + comparison.a().size() + " pairs scatter, plus the meters' error.";
        }
        boolean single = comparison.a().size() == 1 || comparison.b().size() == 1;
        return single
                ? "The intervals come from the scatter within a run, plus the meters' error. What differs from run to run is"
                        + " not in them: for that, repeat the runs and name them with --a and --b."
                : "The intervals come from how runs of one side scatter, plus the meters' error.";
    }
}
