package io.tokenweir.report.query;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import io.tokenweir.events.SeriesKey;

/** What a table shows of a value: durations in milliseconds, times in UTC, money in units of the currency. Pure. */
final class TableCell {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double PICO = 1e12;

    private TableCell() {}

    static String heading(FieldPath column) {
        String text = column.text();
        int inner = text.lastIndexOf('.', text.lastIndexOf('.') - 1);
        return GaugeCell.heading(inner >= 0 ? text.substring(inner + 1) : text)
                .replaceFirst("^(window|totals|trusted|cumulative|provisioning|system)\\.", "")
                .replaceFirst("Nanos$", " ms")
                .replaceFirst("Micros$", "")
                .replaceFirst("Pico$", "")
                .replace('.', ' ');
    }

    static String of(FieldPath column, Object value) {
        if (value == null) {
            return "-";
        }
        if (value instanceof SeriesKey series) {
            return label(series);
        }
        if (value instanceof Map<?, ?> counts) {
            return counts.entrySet().stream()
                    .map(entry -> entry.getKey() + " " + entry.getValue())
                    .sorted()
                    .collect(Collectors.joining(", "));
        }
        if (value instanceof Collection<?> items) {
            return items.isEmpty() ? "-" : items.stream().map(String::valueOf).collect(Collectors.joining("; "));
        }
        String gauge = value instanceof Number number ? GaugeCell.of(column, number) : null;
        if (gauge != null) {
            return gauge;
        }
        if (value instanceof Long number) {
            if (column.last().endsWith("Nanos")) {
                return String.format(Locale.ROOT, "%.3f", number / NANOS_PER_MILLI);
            }
            if (column.last().endsWith("Micros")) {
                return Instant.EPOCH.plus(number, ChronoUnit.MICROS).toString();
            }
            if (column.last().endsWith("Pico")) {
                return String.format(Locale.ROOT, "%.6f", number / PICO);
            }
        }
        return value instanceof Double number ? String.format(Locale.ROOT, "%.3f", number) : value.toString();
    }

    /** The dimensions that count in its grouping. */
    private static String label(SeriesKey series) {
        return switch (series.getGrouping()) {
            case RUN -> series.getRunId() + " " + series.getVantage();
            case STAGE -> series.getScenario() + "/" + series.getStage();
            case PROVISIONING -> series.getRunId() + " accounts";
            case STEP -> "step " + series.getStep();
            case SYSTEM -> series.getSource();
            case MODEL ->
                series.getScenario() + "/" + series.getStage() + " " + series.getProvider() + "/" + series.getModel();
            default ->
                series.getScenario() + "/" + series.getStage() + " " + series.getModel() + " " + series.getOutcome();
        };
    }
}
