package io.tokenweir.report.query;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a table shows of a gauge of the target: shares in percent, memory in MiB, power in watts. Pure. */
final class GaugeCell {
    private static final Pattern GAUGE = Pattern.compile("(\\w+?)(Ppm|Bytes|Milliwatts)(\\.(mean|min|max))");
    private static final Map<String, Unit> UNITS =
            Map.of("Ppm", new Unit("%", 1e4), "Bytes", new Unit("MiB", 1024 * 1024), "Milliwatts", new Unit("W", 1e3));

    private record Unit(String text, double size) {}

    private GaugeCell() {}

    /** @param name the last two parts of a path; answers them with the unit that is shown */
    static String heading(String name) {
        Matcher gauge = GAUGE.matcher(name);
        return gauge.matches()
                ? gauge.group(1) + " " + UNITS.get(gauge.group(2)).text() + gauge.group(3)
                : name;
    }

    /** Null when the column is no gauge with a unit. */
    static String of(FieldPath column, Number value) {
        String text = column.text();
        int inner = text.lastIndexOf('.', text.lastIndexOf('.') - 1);
        Matcher gauge = GAUGE.matcher(text.substring(inner + 1));
        return gauge.matches()
                ? String.format(
                        Locale.ROOT,
                        "%.1f",
                        value.doubleValue() / UNITS.get(gauge.group(2)).size())
                : null;
    }
}
