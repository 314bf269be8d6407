package io.tokenweir.limits;

import java.util.Optional;

/**
 * Several limits that one request must pass together: concurrency, requests per minute, tokens per minute. All are asked
 * before anything is charged, in that order; the first that refuses names the refusal.
 *
 * <p>Pure: instants are nanoseconds of one monotonic clock, passed in and never decreasing. Not thread-safe.
 */
public final class MultiAxisLimiter {
    /** Nobody knows when a stream will end; providers answer with a short constant. */
    private static final long CONCURRENCY_WAIT_NANOS = 1_000_000_000L;

    private final LimitSettings settings;
    private final TokenBucket requests;
    private final TokenWindow tokens;
    private int inFlight;

    public MultiAxisLimiter(LimitSettings settings, long nowNanos) {
        this.settings = settings;
        this.requests = settings.requestsPerMinute() > 0
                ? new TokenBucket(settings.requestsPerMinute(), TokenWindow.MINUTE_NANOS, nowNanos)
                : null;
        if (settings.tokensPerMinute() <= 0) {
            this.tokens = null;
        } else if (settings.slidingTokens()) {
            this.tokens = TokenWindow.sliding(settings.tokensPerMinute());
        } else {
            this.tokens = TokenWindow.bucket(settings.tokensPerMinute(), nowNanos);
        }
    }

    /** Asks all limits for one request that costs {@code cost} tokens, and charges them when all agree. */
    public Decision admit(long nowNanos, long cost) {
        Optional<Axis> full = full(nowNanos, cost);
        if (full.isEmpty()) {
            inFlight++;
            if (requests != null) {
                requests.take(nowNanos, 1);
            }
            if (tokens != null) {
                tokens.take(nowNanos, cost);
            }
        } else if (settings.countRefused() && requests != null && !requests.tryTake(nowNanos, 1)) {
            requests.drain(nowNanos);
        }
        Optional<Decision.Refusal> refusal = full.map(axis -> refusal(axis, nowNanos, cost));
        return new Decision(refusal, refusal.isEmpty() ? cost : 0, requestState(nowNanos), tokenState(nowNanos));
    }

    /**
     * An admitted request has ended.
     *
     * @param charged what {@link #admit} charged
     * @param actual what it used in the end
     */
    public void settle(long nowNanos, long charged, long actual) {
        inFlight--;
        if (settings.refundUnused() && tokens != null && actual < charged) {
            tokens.take(nowNanos, actual - charged);
        }
    }

    public int inFlight() {
        return inFlight;
    }

    /** The first axis on which the request does not fit. */
    private Optional<Axis> full(long nowNanos, long cost) {
        if (settings.concurrency() > 0 && inFlight >= settings.concurrency()) {
            return Optional.of(Axis.CONCURRENCY);
        }
        if (requests != null && requests.waitNanos(nowNanos, 1) > 0) {
            return Optional.of(Axis.REQUESTS);
        }
        return tokens == null || tokens.fits(nowNanos, cost) ? Optional.empty() : Optional.of(Axis.TOKENS);
    }

    /** What the refused one is told; the refused request itself may have been counted already. */
    private Decision.Refusal refusal(Axis axis, long nowNanos, long cost) {
        return switch (axis) {
            case REQUESTS ->
                new Decision.Refusal(
                        axis, requests.limit(), requests.used(nowNanos), 1, requests.statedWaitNanos(nowNanos, 1));
            case TOKENS ->
                new Decision.Refusal(
                        axis, tokens.limit(), tokens.used(nowNanos), cost, tokens.waitNanos(nowNanos, cost));
            default -> new Decision.Refusal(axis, settings.concurrency(), inFlight, 1, CONCURRENCY_WAIT_NANOS);
        };
    }

    private Optional<AxisState> requestState(long nowNanos) {
        return requests == null
                ? Optional.empty()
                : Optional.of(
                        new AxisState(requests.limit(), requests.remaining(nowNanos), requests.fullInNanos(nowNanos)));
    }

    private Optional<AxisState> tokenState(long nowNanos) {
        return tokens == null
                ? Optional.empty()
                : Optional.of(new AxisState(
                        tokens.limit(),
                        Math.max(0, tokens.limit() - tokens.used(nowNanos)),
                        tokens.resetNanos(nowNanos)));
    }
}
