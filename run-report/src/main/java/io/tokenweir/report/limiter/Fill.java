package io.tokenweir.report.limiter;

/**
 * The calls that fill a limiter up.
 *
 * @param cost what one of them takes of it
 */
record Fill(int key, Shape shape, double cost, int parallel, int most) {
    private static final int REFUSALS = 3;

    Burst untilRefused(long offsetNanos) {
        return new Burst(offsetNanos, key, shape, most, REFUSALS, parallel, true, true);
    }

    Burst some(long offsetNanos, int calls) {
        return new Burst(offsetNanos, key, shape, calls, 0, parallel, true, true);
    }

    /** A single call, to see whether anything came back. */
    Burst one(long offsetNanos) {
        return new Burst(offsetNanos, key, shape, 1, 1, 1, true, true);
    }
}
