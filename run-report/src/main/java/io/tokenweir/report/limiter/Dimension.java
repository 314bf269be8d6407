package io.tokenweir.report.limiter;

/** What a limiter counts. */
public enum Dimension {
    REQUESTS("requests", "requests"),
    /** Prompt and answer together. */
    TOKENS("tokens", "tokens"),
    INPUT_TOKENS("input tokens", "tokens"),
    OUTPUT_TOKENS("output tokens", "tokens"),
    /** Requests that are open at once. */
    CONCURRENCY("open requests", "open requests");

    private final String words;
    private final String unit;

    Dimension(String words, String unit) {
        this.words = words;
        this.unit = unit;
    }

    public String words() {
        return words;
    }

    /** What its size is a number of. */
    public String unit() {
        return unit;
    }
}
