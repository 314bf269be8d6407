package io.tokenweir.report.onset;

/** What a limit can be on, and what load is counted in. */
public enum WallAxis {
    /** Requests that are open at the same time. */
    CONCURRENCY("concurrent requests"),
    REQUESTS_PER_MINUTE("requests/min"),
    /** Input and output together, as usage tells them. */
    TOKENS_PER_MINUTE("tokens/min");

    private final String unit;

    WallAxis(String unit) {
        this.unit = unit;
    }

    public String unit() {
        return unit;
    }
}
