package io.tokenweir.load;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import io.tokenweir.common.time.WallAnchor;
import io.tokenweir.load.schedule.Share;

/**
 * The part of a run that this process plays.
 *
 * @param share of all arrivals and virtual users; the parts of all instances together are the whole run's schedule
 * @param startAt when offset 0 of the schedule is, the same for all instances; null: as soon as this one is ready
 */
public record RunPart(Share share, Instant startAt) {
    /** All of it, at once. */
    public static final RunPart WHOLE = new RunPart(Share.WHOLE, null);

    /** Offset 0, monotonic. When it has passed already, what was due since then is late, and is reported so. */
    long startNanos(WallAnchor wall, long soonNanos) {
        return startAt == null ? soonNanos : wall.nanoTime(ChronoUnit.MICROS.between(Instant.EPOCH, startAt));
    }
}
