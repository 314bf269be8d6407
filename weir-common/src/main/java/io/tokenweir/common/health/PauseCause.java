package io.tokenweir.common.health;

import io.tokenweir.events.MeterHealth;

/** What a pause of the whole process came from, as far as the second's own figures tell. Pure. */
final class PauseCause {
    private PauseCause() {}

    /** In brackets after a space; what explains at least half of the longest pause. */
    static String of(MeterHealth health) {
        long half = health.getPauseMaxNanos() / 2;
        if (health.getGcNanos() > half) {
            return " (garbage collection)";
        }
        if (health.getSafepointNanos() > half) {
            return " (safepoint)";
        }
        if (health.getThrottledNanos() > half) {
            return " (throttled)";
        }
        return health.getRunQueueNanos() > half ? " (no free core)" : " (the process stood still)";
    }
}
