package io.tokenweir.load.react;

import io.tokenweir.common.scenario.KeyBucketSpec;
import io.tokenweir.protocol.limit.RateLimit;

/**
 * How fast one key may be used for one model: a bucket for requests and one for tokens, declared in the scenario or mirrored
 * from the rate-limit headers of the answers, and a hold for as long as the server asks. Callers are let through in the order
 * of their calls. Nothing is known, and nothing held back, before the first answer when the scenario declares no limits.
 *
 * <p>A function of the instants passed in. Thread-safe: event loops share a key.
 */
public final class KeyBucket {
    /** What was asked for would have to wait longer than allowed; nothing was taken. */
    public static final long TOO_LONG = -1;

    private final MirroredBucket requests;
    private final MirroredBucket tokens;
    private final boolean follow;
    private long heldUntilNanos;
    private boolean held;

    public KeyBucket(KeyBucketSpec spec, long nowNanos) {
        double burstSeconds = spec.burst().toNanos() / 1e9;
        this.requests = new MirroredBucket(spec.requestsPerMinute(), spec.headroom(), burstSeconds, nowNanos);
        this.tokens = new MirroredBucket(spec.tokensPerMinute(), spec.headroom(), burstSeconds, nowNanos);
        this.follow = spec.follow();
    }

    /**
     * Takes room for one request.
     *
     * @param cost its tokens as the server reserves them: the prompt's and the most that may be answered
     * @return nanoseconds to wait before sending it (0: now), or {@link #TOO_LONG}
     */
    public synchronized long reserve(long cost, long atMostNanos, long nowNanos) {
        long wait = Math.max(requests.waitNanos(1, nowNanos), tokens.waitNanos(cost, nowNanos));
        wait = held ? Math.max(wait, heldUntilNanos - nowNanos) : wait;
        if (wait > atMostNanos) {
            return TOO_LONG;
        }
        requests.take(1);
        tokens.take(cost);
        return wait;
    }

    /** What was reserved is not sent. */
    public synchronized void unsent(long cost) {
        requests.putBack(1);
        tokens.putBack(cost);
    }

    /** An attempt of this key has an answer: its headers correct what is believed. */
    public synchronized void told(RateLimit requestLimit, RateLimit tokenLimit, long cost, long nowNanos) {
        requests.counted(1);
        tokens.counted(cost);
        if (follow) {
            requests.told(requestLimit, nowNanos);
            tokens.told(tokenLimit, nowNanos);
        }
    }

    /** The key was refused: nothing goes out for as long as the server asked; negative: it asked nothing. */
    public synchronized void refused(long askedNanos, long nowNanos) {
        if (follow && askedNanos > 0) {
            heldUntilNanos = held ? Math.max(heldUntilNanos, nowNanos + askedNanos) : nowNanos + askedNanos;
            held = true;
        }
    }

    /** What holds the key back, for an event's reason. */
    public synchronized String describe() {
        return "the key's bucket has room for " + requests.describe() + " requests and " + tokens.describe()
                + " tokens";
    }
}
