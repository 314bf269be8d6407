package io.tokenweir.limits;

/** Tokens per minute, counted one way or the other. */
interface TokenWindow {
    long MINUTE_NANOS = 60_000_000_000L;

    long limit();

    void take(long nowNanos, long amount);

    long used(long nowNanos);

    boolean fits(long nowNanos, long amount);

    /** The wait to tell a refused one; {@link Decision.Refusal#NEVER} when it is larger than the limit. */
    long waitNanos(long nowNanos, long amount);

    long resetNanos(long nowNanos);

    /** A continuously refilled bucket. */
    static TokenWindow bucket(long limit, long nowNanos) {
        TokenBucket bucket = new TokenBucket(limit, MINUTE_NANOS, nowNanos);
        return new TokenWindow() {
            @Override
            public long limit() {
                return limit;
            }

            @Override
            public void take(long now, long amount) {
                bucket.take(now, amount);
            }

            @Override
            public long used(long now) {
                return bucket.used(now);
            }

            @Override
            public boolean fits(long now, long amount) {
                return bucket.waitNanos(now, amount) == 0;
            }

            @Override
            public long waitNanos(long now, long amount) {
                return bucket.statedWaitNanos(now, amount);
            }

            @Override
            public long resetNanos(long now) {
                return bucket.fullInNanos(now);
            }
        };
    }

    /** A sliding minute. */
    static TokenWindow sliding(long limit) {
        SlidingWindow window = new SlidingWindow(MINUTE_NANOS);
        return new TokenWindow() {
            @Override
            public long limit() {
                return limit;
            }

            @Override
            public void take(long now, long amount) {
                window.add(now, amount);
            }

            @Override
            public long used(long now) {
                return window.used(now);
            }

            @Override
            public boolean fits(long now, long amount) {
                return window.used(now) + amount <= limit;
            }

            @Override
            public long waitNanos(long now, long amount) {
                return amount > limit ? Decision.Refusal.NEVER : window.waitNanos(now, limit - amount);
            }

            @Override
            public long resetNanos(long now) {
                return window.emptyInNanos(now);
            }
        };
    }
}
