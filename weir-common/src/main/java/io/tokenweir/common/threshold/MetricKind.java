package io.tokenweir.common.threshold;

/** What a metric is, in k6's words: it says which aggregations a threshold on it may have. */
public enum MetricKind {
    /** k6's trend: durations, in milliseconds. */
    LATENCY("p(N) with N below 100, med, avg, min, max or count"),
    /** k6's counter: {@code rate} is per second. */
    COUNT("count, rate (per second) or share"),
    /** k6's rate: {@code rate} is a share from 0 to 1. */
    SHARE("rate (a share from 0 to 1), count or perSecond"),
    /** k6's gauge: one number. */
    VALUE("value");

    private final String aggregations;

    MetricKind(String aggregations) {
        this.aggregations = aggregations;
    }

    /** The aggregations, for a sentence. */
    String aggregations() {
        return aggregations;
    }
}
