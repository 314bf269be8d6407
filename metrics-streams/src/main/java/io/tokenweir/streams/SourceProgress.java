package io.tokenweir.streams;

/**
 * How far one source (an instance in one epoch) has come on one partition of the two event topics.
 *
 * <p>Not thread-safe; the task that owns the partition owns it.
 */
final class SourceProgress {
    /** The two topics that a source is expected on once it is seen on either. */
    enum Feed {
        REQUESTS,
        TOKENS
    }

    /** No tick yet. */
    static final long NONE = Long.MIN_VALUE;

    final long[] watermarkMicros = {NONE, NONE};
    final boolean[] finished = {false, false};
    final SequenceTracker[] sequences = {new SequenceTracker(), new SequenceTracker()};
    final ClockWatch clock = new ClockWatch();
    boolean vanished;
    long offered;
    long started;
    long dropped;

    /** When it was last heard of, by the idle clock; a restart counts as hearing of it. */
    transient long heardMillis;

    /** A source of a branch beside the requests is expected on one topic only, which takes the first place. */
    static SourceProgress of(Branch branch) {
        SourceProgress source = new SourceProgress();
        source.finished[Feed.TOKENS.ordinal()] = branch != Branch.REQUESTS;
        return source;
    }

    SequenceTracker sequence(Feed feed) {
        return sequences[feed.ordinal()];
    }

    boolean isFinished() {
        return finished[0] && finished[1];
    }

    /** Nothing before this is still to come from it; {@link Long#MAX_VALUE} when nothing at all is. */
    long lowWatermarkMicros() {
        if (vanished) {
            return Long.MAX_VALUE;
        }
        long low = Long.MAX_VALUE;
        for (Feed feed : Feed.values()) {
            if (!finished[feed.ordinal()]) {
                low = Math.min(low, watermarkMicros[feed.ordinal()]);
            }
        }
        return low;
    }

    /** True when its events before {@code timeMicros} may be missing for good. */
    boolean isMissingBefore(long timeMicros) {
        boolean missing = false;
        for (Feed feed : Feed.values()) {
            missing |= vanished && !finished[feed.ordinal()] && watermarkMicros[feed.ordinal()] < timeMicros;
        }
        return missing;
    }
}
