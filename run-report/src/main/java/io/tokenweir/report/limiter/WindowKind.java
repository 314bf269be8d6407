package io.tokenweir.report.limiter;

/** How use ages. */
public enum WindowKind {
    /** A window that begins with its first call and ends as a whole. */
    FIXED_FROM_FIRST_CALL("fixed, from its first call"),
    /** Windows that follow each other at fixed instants, whoever calls. */
    FIXED_ON_THE_CLOCK("fixed, on the clock"),
    /** Each call counts for one window after it came, exactly or as two fixed windows approximate it. */
    SLIDING("sliding"),
    /** A bucket that refills continuously; GCRA and the leaky bucket as a meter behave alike. */
    TOKEN_BUCKET("token bucket"),
    /** Nothing came back while it was watched: a quota, or a window longer than that. */
    QUOTA_OR_LONG("a quota, or a long window"),
    /** What is open counts, and nothing ages. */
    NONE("none"),
    /** The probes did not tell. */
    UNKNOWN("not told");

    private final String words;

    WindowKind(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
