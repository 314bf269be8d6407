package io.tokenweir.load.schedule;

/**
 * Which segment of a continuous run an instant falls into: segment n holds the offsets from n lengths (included) to n + 1
 * lengths (excluded) after the start of the run. A function of the offset alone, so that all event loops, and all instances
 * that count from the same start, agree. Immutable.
 *
 * @param lengthNanos of a segment
 */
public record SegmentClock(long lengthNanos) {
    /** A run that is one segment. */
    public static final SegmentClock WHOLE = new SegmentClock(Long.MAX_VALUE);

    public SegmentClock {
        if (lengthNanos <= 0) {
            throw new IllegalArgumentException("A segment must be longer than nothing.");
        }
    }

    /** The segment of what is intended at an offset; what is before the start belongs to the first one. */
    public int at(long offsetNanos) {
        return Math.toIntExact(Math.max(0, offsetNanos) / lengthNanos);
    }

    public long startNanos(int segment) {
        return segment == 0 ? 0 : segment * lengthNanos;
    }

    /** The first offset that is no longer in it. */
    public long endNanos(int segment) {
        return lengthNanos == Long.MAX_VALUE ? Long.MAX_VALUE : startNanos(segment) + lengthNanos;
    }
}
