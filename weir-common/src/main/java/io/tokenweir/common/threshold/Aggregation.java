package io.tokenweir.common.threshold;

/**
 * What of a metric is compared.
 *
 * @param quantile of {@link Of#QUANTILE}, from 0 to below 1
 */
public record Aggregation(Of of, double quantile) {
    /** Which one. */
    public enum Of {
        QUANTILE,
        AVG,
        MIN,
        MAX,
        COUNT,
        SHARE,
        PER_SECOND,
        VALUE
    }

    private static final double PERCENT = 100;

    /** As a condition writes it; throws {@link IllegalArgumentException} when the metric has no such thing. */
    static Aggregation parse(ThresholdMetric metric, String text) {
        Aggregation found = find(metric.kind(), text);
        boolean whole = metric == ThresholdMetric.REQUESTS || metric == ThresholdMetric.ATTEMPTS;
        if (found == null || metric.kind() == MetricKind.COUNT && found.of == Of.SHARE && !whole) {
            throw new IllegalArgumentException(metric.text() + " has "
                    + (metric.kind() == MetricKind.COUNT && !whole
                            ? "count or rate (per second)"
                            : metric.kind().aggregations())
                    + ", not " + text);
        }
        return found;
    }

    private static Aggregation find(MetricKind kind, String text) {
        return switch (kind) {
            case LATENCY -> latency(text);
            case COUNT ->
                switch (text) {
                    case "count" -> plain(Of.COUNT);
                    case "rate", "perSecond" -> plain(Of.PER_SECOND);
                    case "share" -> plain(Of.SHARE);
                    default -> null;
                };
            case SHARE ->
                switch (text) {
                    case "count" -> plain(Of.COUNT);
                    case "rate", "share" -> plain(Of.SHARE);
                    case "perSecond" -> plain(Of.PER_SECOND);
                    default -> null;
                };
            case VALUE -> text.equals("value") ? plain(Of.VALUE) : null;
        };
    }

    private static Aggregation latency(String text) {
        if (text.startsWith("p(")) {
            double percent = Double.parseDouble(text.substring(2, text.length() - 1));
            return percent < PERCENT ? new Aggregation(Of.QUANTILE, percent / PERCENT) : null;
        }
        return switch (text) {
            case "med" -> new Aggregation(Of.QUANTILE, 0.5);
            case "avg" -> plain(Of.AVG);
            case "min" -> plain(Of.MIN);
            case "max" -> plain(Of.MAX);
            case "count" -> plain(Of.COUNT);
            default -> null;
        };
    }

    private static Aggregation plain(Of of) {
        return new Aggregation(of, 0);
    }
}
