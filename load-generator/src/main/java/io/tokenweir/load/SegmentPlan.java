package io.tokenweir.load;

import java.util.function.Consumer;

import io.tokenweir.load.schedule.SegmentClock;

/**
 * How a run is cut into segments, each with a ledger, end markers and a result of its own.
 *
 * @param ended told of each segment in order, when its end markers were published and the broker has had time to acknowledge
 *     its events; called by one thread that nothing else waits for, except the end of the run
 */
public record SegmentPlan(SegmentClock clock, Consumer<SegmentResult> ended) {
    /** One segment, whose result is the run's. */
    public static final SegmentPlan WHOLE = new SegmentPlan(SegmentClock.WHOLE, result -> {});
}
