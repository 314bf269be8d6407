package io.tokenweir.load.react;

/** A concurrency that the operator has chosen. */
public final class FixedLimit extends AdmissionLimit {
    private final int limit;

    public FixedLimit(int limit) {
        this.limit = limit;
    }

    @Override
    public double limit() {
        return limit;
    }

    @Override
    public String name() {
        return "fixed";
    }

    @Override
    void answered(long ttftNanos, boolean heldBack) {
        // what happens does not move it
    }

    @Override
    void pushedBack(long nowNanos) {
        // what happens does not move it
    }
}
