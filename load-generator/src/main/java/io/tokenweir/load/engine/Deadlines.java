package io.tokenweir.load.engine;

import io.tokenweir.load.Timeouts;

/** Which of our own deadlines an attempt has passed. */
final class Deadlines {
    private Deadlines() {}

    /** In words; null when none has passed. */
    static String passed(Timeouts timeouts, Attempt attempt, long nowNanos) {
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
