package io.tokenweir.load.engine;

import io.tokenweir.load.Timeouts;

/** Which of our own deadlines an attempt has passed. */
final class Deadlines {
    /** How long an HTTP answer may go on after the stream in it said that it was over. */
    private static final long DRAIN_NANOS = 500_000_000L;

    private Deadlines() {}

    /** In words; null when none has passed. */
    static String passed(Timeouts timeouts, Attempt attempt, long nowNanos) {
        if (attempt.saidEnd()) {
            return nowNanos - attempt.endSaidNanos() > DRAIN_NANOS
                    ? "the stream said that it was over, but the HTTP answer did not end"
                    : null;
        }
        long elapsed = nowNanos - attempt.startNanos;
        if (elapsed > timeouts.total().toNanos()) {
            return "no end within " + timeouts.total().toMillis() + " ms";
        }
        if (attempt.arrivals == 0) {
            return elapsed > timeouts.firstToken().toNanos()
                    ? "no first token within " + timeouts.firstToken().toMillis() + " ms"
                    : null;
        }
        return elapsed - attempt.lastArrivalNanos > timeouts.idle().toNanos()
                ? "no token for " + timeouts.idle().toMillis() + " ms"
                : null;
    }
}
