package io.tokenweir.load.trace;

import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Puts the rows of a trace into the order of their starts. Rows that are spread over their slots may overtake each other, those
 * of neighbouring slots too: Mooncake's lie 2,999 to 3,001 ms apart, and a spread is 3 s. Holds the rows of one spread. Not
 * thread-safe.
 */
final class StartOrder {
    /** A row and when it starts. @param number in the order of the trace */
    record Start(long nanos, long number, TraceRow row) {}

    private final TraceTiming timing;
    private final PriorityQueue<Start> waiting =
            new PriorityQueue<>(Comparator.comparingLong(Start::nanos).thenComparingLong(Start::number));
    private long number;
    /** What comes now starts no earlier. */
    private long nothingBeforeNanos;

    StartOrder(TraceTiming timing) {
        this.timing = timing;
    }

    /** Takes the next row of the trace. */
    void add(TraceRow row) {
        nothingBeforeNanos = timing.earliestNanos(row.offsetNanos());
        waiting.add(new Start(timing.startNanos(row.offsetNanos()), number++, row));
    }

    /** The trace has ended. */
    void noMore() {
        nothingBeforeNanos = Long.MAX_VALUE;
    }

    /** The next start that nothing can come before any more; null when there is none yet. */
    Start poll() {
        Start next = waiting.peek();
        return next == null || next.nanos() > nothingBeforeNanos ? null : waiting.poll();
    }
}
