package io.tokenweir.report.compare;

/** What more and less of a figure is called, and whether more of it is worse. */
enum Sense {
    /** In milliseconds. */
    LATENCY("faster", "slower"),
    /** A share of requests that had better be large. */
    GOOD_SHARE("worse", "better"),
    /** A share of requests that had better be small. */
    BAD_SHARE("better", "worse"),
    /** A rate or ratio; which direction is better, only its reader knows. */
    AMOUNT("lower", "higher");

    private final String less;
    private final String more;

    Sense(String less, String more) {
        this.less = less;
        this.more = more;
    }

    String less() {
        return less;
    }

    String more() {
        return more;
    }

    boolean isShare() {
        return this == GOOD_SHARE || this == BAD_SHARE;
    }
}
