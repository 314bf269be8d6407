package io.tokenweir.limits;

/** Requests that are open: a use ends when it is given back, whatever the time. */
final class OpenCounter implements Counter {
    /** Nobody knows when a stream will end; providers answer with a short constant. */
    private static final long WAIT_NANOS = 1_000_000_000L;

    private long limit;
    private long open;

    OpenCounter(long limit) {
        this.limit = limit;
    }

    @Override
    public long limit() {
        return limit;
    }

    @Override
    public void limit(long nowNanos, long newLimit) {
        limit = newLimit;
    }

    @Override
    public void take(long nowNanos, long amount) {
        open += amount;
    }

    /** A refused request is not open. */
    @Override
    public void drain(long nowNanos) {}

    @Override
    public long used(long nowNanos) {
        return open;
    }

    @Override
    public boolean fits(long nowNanos, long amount) {
        return open + amount <= limit;
    }

    @Override
    public long waitNanos(long nowNanos, long amount) {
        return fits(nowNanos, amount) ? 0 : WAIT_NANOS;
    }

    @Override
    public long resetNanos(long nowNanos) {
        return open == 0 ? 0 : WAIT_NANOS;
    }
}
