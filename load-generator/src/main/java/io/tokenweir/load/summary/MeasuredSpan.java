package io.tokenweir.load.summary;

import java.time.Duration;

import io.tokenweir.common.scenario.LoadSpec;
import io.tokenweir.common.scenario.ScenarioFile;
import io.tokenweir.common.scenario.StageSpec;

/**
 * Which part of a run counts. Its requests are those whose intended start lies in no warm-up or cool-down. Offsets from the
 * start of the run, in nanoseconds.
 *
 * @param fromNanos end of the warm-up
 * @param toNanos end of the schedule; {@link Long#MAX_VALUE} when only the end of the run tells it
 */
public record MeasuredSpan(long fromNanos, long toNanos) {
    /** From the first instant at which a scenario of the file counts to the last. */
    public static MeasuredSpan of(ScenarioFile scenario) {
        long from = Long.MAX_VALUE;
        long to = 0;
        for (LoadSpec load : scenario.scenarios().values()) {
            from = Math.min(from, load.startTime().plus(load.warmUp()).toNanos());
            to = Math.max(to, endNanos(load));
        }
        return new MeasuredSpan(from, to);
    }

    /** What of it lies in a segment, in offsets from the segment's start; nothing when that is all warm-up. */
    public MeasuredSpan within(long segmentFromNanos, long segmentToNanos) {
        long to = Math.min(toNanos, segmentToNanos);
        long from = Math.min(Math.max(fromNanos, segmentFromNanos), to);
        return new MeasuredSpan(from - segmentFromNanos, to == Long.MAX_VALUE ? to : to - segmentFromNanos);
    }

    private static long endNanos(LoadSpec load) {
        if (load.duration() == null && load.stages().isEmpty()) {
            return Long.MAX_VALUE;
        }
        long length = load.stages().isEmpty()
                ? load.duration().toNanos()
                : load.stages().stream()
                        .map(StageSpec::duration)
                        .mapToLong(Duration::toNanos)
                        .sum();
        return load.startTime().toNanos() + length - load.coolDown().toNanos();
    }
}
