package io.tokenweir.load.summary;

/** The percentiles of a summary, the smallest first. */
enum Percentile {
    P50("p50", 0.5),
    P90("p90", 0.9),
    P99("p99", 0.99),
    P999("p999", 0.999);

    private final String text;
    private final double share;

    Percentile(String text, double share) {
        this.text = text;
        this.share = share;
    }

    /** As the summary's field is called. */
    String text() {
        return text;
    }

    double share() {
        return share;
    }
}
