package io.tokenweir.report.runbook;

/**
 * A mean with its 95 % interval.
 *
 * @param low null when there are too few seconds to tell
 * @param high likewise
 * @param n how many values it is of
 */
public record Mean(double value, Double low, Double high, long n) {
    Mean times(double factor) {
        return new Mean(value * factor, low == null ? null : low * factor, high == null ? null : high * factor, n);
    }

    /** The upper end where there is one: what must be allowed for. */
    double most() {
        return high == null ? value : high;
    }

    /** The lower end where there is one. */
    double least() {
        return low == null ? value : low;
    }
}
