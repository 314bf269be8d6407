package io.tokenweir.report.compare;

/** A confidence interval. @param low null when it is open to that side @param high likewise */
record Interval(Double low, Double high) {
    static final Interval OPEN = new Interval(null, null);

    /** By so much to both sides. */
    Interval widened(double by) {
        return new Interval(low == null ? null : low - by, high == null ? null : high + by);
    }

    boolean above(double value) {
        return low != null && low > value;
    }

    boolean below(double value) {
        return high != null && high < value;
    }
}
