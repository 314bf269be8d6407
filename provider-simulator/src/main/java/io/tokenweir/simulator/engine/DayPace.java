package io.tokenweir.simulator.engine;

import java.util.function.LongToDoubleFunction;

/** The factor that the time of day puts on every time: a sine with its peak at 15:00 UTC and its trough at 03:00. */
final class DayPace {
    private static final long DAY_NANOS = 86_400_000_000_000L;
    private static final long PEAK_NANOS = 15 * DAY_NANOS / 24;

    private DayPace() {}

    /** @param wallOffsetNanos what is added to an engine's clock to get nanoseconds since a midnight UTC */
    static LongToDoubleFunction of(double swing, long wallOffsetNanos) {
        if (swing == 0) {
            return now -> 1;
        }
        return now -> {
            long ofDay = Math.floorMod(now + wallOffsetNanos - PEAK_NANOS, DAY_NANOS);
            return 1 + swing * Math.cos(2 * Math.PI * ofDay / DAY_NANOS);
        };
    }
}
