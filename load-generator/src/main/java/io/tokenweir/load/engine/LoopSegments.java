package io.tokenweir.load.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.LongPredicate;

import io.tokenweir.load.events.SegmentMark;
import io.tokenweir.load.schedule.SegmentClock;

/**
 * The segments of one event loop. A request belongs to the segment that its intended start falls into, whatever it does
 * later; so a segment goes on beside its successor until its last request has ended, and ends then, in order.
 *
 * <p>What turns up after its segment has ended (a further call of an action, whose predecessor's end was noticed late) belongs
 * to the oldest one that has not. Owned by the loop.
 */
final class LoopSegments {
    /** A closed model's users begin within this time of the instant when they are due, or the run has other troubles. */
    private static final long NOTHING_LATER_NANOS = 1_000_000_000L;

    private final SegmentClock clock;
    private final long runStartNanos;
    private final IntFunction<SegmentBooks> maker;
    private final Consumer<SegmentBooks> ended;
    private final TreeMap<Integer, SegmentBooks> open = new TreeMap<>();
    /** The one that was asked for last: nearly always the one that is asked for next. */
    private SegmentBooks latest;

    private int openFrom;

    /**
     * @param maker makes the books of a segment
     * @param ended takes the books of a segment when its last request has ended here
     */
    LoopSegments(
            SegmentClock clock, long runStartNanos, IntFunction<SegmentBooks> maker, Consumer<SegmentBooks> ended) {
        this.clock = clock;
        this.runStartNanos = runStartNanos;
        this.maker = maker;
        this.ended = ended;
        books(0);
    }

    /** The books of a request that is intended at that instant. */
    SegmentBooks at(long intendedNanos) {
        return books(Math.max(openFrom, clock.at(intendedNanos - runStartNanos)));
    }

    /**
     * A second boundary has come: opens the segment that lies before it, if anything may still be started in it.
     *
     * @param mayStart whether the load goes on at an offset, given nothing stops it
     */
    void begin(long boundaryNanos, LongPredicate mayStart) {
        int now = clock.at(boundaryNanos - 1 - runStartNanos);
        if (now >= openFrom && mayStart.test(clock.startNanos(now))) {
            books(now);
        }
    }

    /** What is to be told at a boundary, segments included that end with it. */
    List<SegmentMark> marks() {
        List<SegmentMark> marks = new ArrayList<>(open.size());
        open.forEach((number, books) -> marks.add(
                new SegmentMark(number, books.counts().copy(), books.measures().cut())));
        return marks;
    }

    /**
     * Ends the segments of which nothing more will come.
     *
     * @param noneDueBefore whether no arrival that is intended before an offset is still to be served
     * @return the first segment that has not ended
     */
    int endUntil(long boundaryNanos, LongPredicate noneDueBefore) {
        long offset = boundaryNanos - runStartNanos;
        while (clock.endNanos(openFrom) <= offset - NOTHING_LATER_NANOS
                && noneDueBefore.test(clock.endNanos(openFrom))
                && (open.get(openFrom) == null || !open.get(openFrom).hasOpenRequests())) {
            end(openFrom++);
        }
        return openFrom;
    }

    /** Nothing is open any more, and nothing will be. */
    void endAll() {
        while (!open.isEmpty()) {
            openFrom = open.firstKey() + 1;
            end(open.firstKey());
        }
    }

    private SegmentBooks books(int number) {
        if (latest == null || latest.number() != number) {
            latest = open.get(number);
            if (latest == null) {
                latest = maker.apply(number);
                open.put(number, latest);
            }
        }
        return latest;
    }

    private void end(int number) {
        SegmentBooks books = open.remove(number);
        latest = null;
        if (books != null) {
            ended.accept(books);
        }
    }
}
