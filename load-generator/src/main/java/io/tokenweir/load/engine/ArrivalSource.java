package io.tokenweir.load.engine;

/** The arrivals of one scenario that one event loop serves, in order. Called by that loop only; never blocks. */
public interface ArrivalSource {
    /** No more. */
    long END = Long.MAX_VALUE;

    /** The next one is still being prepared; ask again soon. */
    long NOT_READY = Long.MAX_VALUE - 1;

    /** Intended start of the next arrival, since the start of the run; or {@link #END}, or {@link #NOT_READY}. */
    long peekNanos();

    /** Takes the arrival that {@link #peekNanos} told of. */
    Arrival take();
}
