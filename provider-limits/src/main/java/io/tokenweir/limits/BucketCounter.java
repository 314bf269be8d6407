package io.tokenweir.limits;

/** A continuously refilled bucket. */
final class BucketCounter implements Counter {
    private final TokenBucket bucket;

    BucketCounter(long limit, long windowNanos, long nowNanos) {
        bucket = new TokenBucket(limit, windowNanos, nowNanos);
    }

    @Override
    public long limit() {
        return bucket.limit();
    }

    @Override
    public void limit(long nowNanos, long newLimit) {
        bucket.limit(nowNanos, newLimit);
    }

    @Override
    public void take(long nowNanos, long amount) {
        bucket.take(nowNanos, amount);
    }

    @Override
    public void drain(long nowNanos) {
        bucket.drain(nowNanos);
    }

    @Override
    public long used(long nowNanos) {
        return bucket.used(nowNanos);
    }

    @Override
    public boolean fits(long nowNanos, long amount) {
        return bucket.waitNanos(nowNanos, amount) == 0;
    }

    @Override
    public long waitNanos(long nowNanos, long amount) {
        return bucket.statedWaitNanos(nowNanos, amount);
    }

    @Override
    public long resetNanos(long nowNanos) {
        return bucket.fullInNanos(nowNanos);
    }
}
