package io.tokenweir.connect.prometheus;

import java.time.Duration;

/** What a sample's time may have to do with a refusal. Pure. */
final class ClockHint {
    /** Prometheus takes nothing that is further ahead. */
    private static final Duration AHEAD = Duration.ofMinutes(10);
    /** Below this, another reason is likelier. */
    private static final Duration BEHIND = Duration.ofMinutes(5);

    private static final double MILLIS_PER_MINUTE = 60_000;

    private ClockHint() {}

    /** A sentence with a space before it, or nothing. */
    static String of(long timestampMillis, long nowMillis) {
        Duration ahead = Duration.ofMillis(timestampMillis - nowMillis);
        if (ahead.compareTo(AHEAD) > 0) {
            return " Its window ends " + minutes(ahead) + " min ahead of this worker's clock, and Prometheus takes"
                    + " nothing more than 10 min ahead of its own: set the clocks of the machines (NTP).";
        }
        Duration behind = ahead.negated();
        if (behind.compareTo(BEHIND) > 0) {
            return " Its window ended " + minutes(behind) + " min before this worker's now: either the clocks of the"
                    + " machines differ (NTP), or it comes late, and Prometheus takes what is late only within"
                    + " storage.tsdb.out_of_order_time_window.";
        }
        return "";
    }

    private static long minutes(Duration duration) {
        return Math.round(duration.toMillis() / MILLIS_PER_MINUTE);
    }
}
