package io.tokenweir.load.react;

import io.tokenweir.common.scenario.CircuitBreakerSpec;

/**
 * Stops sending to a target that fails (Nygard, Release It!, 2007). Closed: attempts pass, and failures are counted over a
 * sliding window; when enough have been made and the share that failed reaches the rate, it opens. Open: nothing passes. Half
 * open, when it has been open long enough: one probe at a time passes; a failed one opens it again, enough good ones in a row
 * close it. Thread-safe.
 */
public final class CircuitBreaker {
    /** What is open to an attempt. */
    public enum Permit {
        PASS,
        PROBE,
        REFUSED
    }

    /** What an ended attempt changed. */
    public enum Change {
        NONE,
        OPENED,
        CLOSED
    }

    private enum State {
        CLOSED,
        OPEN,
        HALF_OPEN
    }

    private final CircuitBreakerSpec spec;
    private final SlidingCounts counts;
    private State state = State.CLOSED;
    private long openedNanos;
    private boolean probing;
    private int goodProbes;

    public CircuitBreaker(CircuitBreakerSpec spec) {
        this.spec = spec;
        this.counts = new SlidingCounts(spec.window().toNanos());
    }

    /** Whether an attempt may go out now. Every one that may must be {@link #ended}. */
    public synchronized Permit ask(long nowNanos) {
        if (state == State.OPEN && nowNanos - openedNanos >= spec.openFor().toNanos()) {
            state = State.HALF_OPEN;
            probing = false;
            goodProbes = 0;
        }
        if (state == State.CLOSED) {
            return Permit.PASS;
        }
        if (state == State.OPEN || probing) {
            return Permit.REFUSED;
        }
        probing = true;
        return Permit.PROBE;
    }

    /**
     * An attempt that had passed is over.
     *
     * @param failed by the target's fault; null: its end says nothing about the target
     */
    public synchronized Change ended(Permit permit, Boolean failed, long nowNanos) {
        if (permit == Permit.PROBE) {
            return probed(failed, nowNanos);
        }
        if (state != State.CLOSED || failed == null) {
            return Change.NONE;
        }
        counts.add(nowNanos, true, failed);
        long attempts = counts.first(nowNanos);
        boolean enough = attempts >= spec.minAttempts();
        return enough && counts.second(nowNanos) >= spec.failureRate() * attempts ? open(nowNanos) : Change.NONE;
    }

    private Change probed(Boolean failed, long nowNanos) {
        probing = false;
        if (failed == null) {
            return Change.NONE;
        }
        if (failed) {
            return open(nowNanos);
        }
        goodProbes++;
        if (goodProbes < spec.probes()) {
            return Change.NONE;
        }
        state = State.CLOSED;
        counts.clear();
        return Change.CLOSED;
    }

    private Change open(long nowNanos) {
        state = State.OPEN;
        openedNanos = nowNanos;
        counts.clear();
        return Change.OPENED;
    }

    /** What is known of the failures, for an event's reason. */
    public synchronized String describe(long nowNanos) {
        if (state == State.OPEN) {
            double left = (spec.openFor().toNanos() - (nowNanos - openedNanos)) / 1e9;
            return String.format(
                    java.util.Locale.ROOT, "the circuit is open, the next probe in %.3f s", Math.max(0, left));
        }
        return state == State.HALF_OPEN ? "the circuit is half open and being probed" : "the circuit is closed";
    }
}
