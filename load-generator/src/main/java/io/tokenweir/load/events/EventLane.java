package io.tokenweir.load.events;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

import org.jctools.queues.atomic.MpscAtomicArrayQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.tokenweir.common.health.Validity;
import io.tokenweir.common.health.Validity.Judgement;
import io.tokenweir.common.publish.PublisherStats;
import io.tokenweir.common.run.RunIdentity;
import io.tokenweir.common.time.WallAnchor;
import io.tokenweir.events.HealthEvent;
import io.tokenweir.events.MeterHealth;
import io.tokenweir.events.Vantage;
import io.tokenweir.load.health.HealthMonitor;
import io.tokenweir.load.summary.SecondValues;

/**
 * The one way from the event loops to the publisher: a queue that any loop adds to without waiting, and one thread that takes
 * from it, so that numbering follows publishing.
 *
 * <p>What makes the ticks true: every loop adds its events in the order of their event times, and after the last event before
 * a second boundary B a {@link BoundaryMark} for B. The queue keeps each loop's order. So when the marks for B of all loops
 * have been taken, everything before B has been published, and the tick for B follows it on every partition.
 *
 * <p>The queue is bounded, too: this thread never waits for the broker, but it may for a disk or a core. What finds no room is
 * counted as lost; marks always do.
 *
 * <p>The thread looks every few milliseconds instead of being woken: waking it would cost the loops a system call per event.
 */
public final class EventLane {
    private static final Logger LOG = LoggerFactory.getLogger(EventLane.class);
    private static final long LOOK_NANOS = 8_000_000L;

    /** A minute of 300 streams. More wait only when the disk that the publisher spills to stands still. */
    private static final int MOST_WAITING = 200_000;

    /** With room for the marks of hours on top. */
    private final MpscAtomicArrayQueue<Object> queue = new MpscAtomicArrayQueue<>(MOST_WAITING + MOST_WAITING / 4);

    private final EventSink sink;
    private final RunIdentity run;
    private final WallAnchor wall;
    private final HealthMonitor monitor;
    private final Supplier<PublisherStats> stats;
    private final SegmentTicks segments;
    private final IntConsumer segmentEnded;
    private final int loops;
    private final Map<Long, List<BoundaryMark>> marks = new TreeMap<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread;
    private final HealthTally tally = new HealthTally();
    private SecondListener seconds = (segment, boundaryMicros, judgement, ofLoops) -> {};
    private int newest;
    private volatile int cutShortFrom = Integer.MAX_VALUE;

    /** @param segmentEnded told of each segment whose end markers were published; must not block */
    public EventLane(
            EventSink sink,
            RunIdentity run,
            WallAnchor wall,
            HealthMonitor monitor,
            Supplier<PublisherStats> stats,
            int loops,
            int partitions,
            IntConsumer segmentEnded) {
        this.sink = sink;
        this.run = run;
        this.wall = wall;
        this.monitor = monitor;
        this.stats = stats;
        this.loops = loops;
        this.segments = new SegmentTicks(loops, partitions);
        this.segmentEnded = segmentEnded;
        this.thread = new Thread(this::drain, "weir-events");
        thread.setDaemon(true);
    }

    /** Before {@link #start}: who is told of each second that is over. */
    public void tellOfSeconds(SecondListener listener) {
        seconds = listener;
    }

    public void start() {
        thread.start();
    }

    /** Whether request events are worth making. */
    public boolean takesRequests() {
        return sink.takesRequests();
    }

    public void add(RequestEventBuffer event) {
        if (!put(event)) {
            event.recycle();
        }
    }

    public void add(TokenChunkBuffer chunk) {
        if (!put(chunk)) {
            chunk.recycle();
        }
    }

    public void add(BoundaryMark mark) {
        if (!queue.offer(mark)) {
            throw new IllegalStateException("The queue of events has been full for hours; its thread must have ended.");
        }
    }

    /** The run was stopped before its end, within a segment; the end markers of it and of what follows will say so. */
    public void markCutShort(int inSegment) {
        cutShortFrom = inSegment;
    }

    /** Waits until the last mark of every loop was taken and the end markers were published. */
    public void awaitEnd() throws InterruptedException {
        ended.await();
    }

    /** Windows by verdict; complete after the end. */
    public HealthTally tally() {
        return tally;
    }

    /** False when there is no room for one more, which counts as lost then. */
    private boolean put(Object event) {
        if (queue.offerIfBelowThreshold(event, MOST_WAITING)) {
            return true;
        }
        tally.failed();
        return false;
    }

    private void drain() {
        while (ended.getCount() > 0) {
            Object item = queue.poll();
            if (item == null) {
                LockSupport.parkNanos(LOOK_NANOS);
                continue;
            }
            try {
                take(item);
            } catch (RuntimeException e) {
                tally.failed();
                LOG.atError().addKeyValue("run", run.runId()).log("An event could not be published", e);
            }
        }
    }

    private void take(Object item) {
        if (item instanceof TokenChunkBuffer chunk) {
            sink.chunk(chunk);
        } else if (item instanceof RequestEventBuffer event) {
            sink.request(event);
        } else {
            mark((BoundaryMark) item);
        }
    }

    private void mark(BoundaryMark mark) {
        List<BoundaryMark> same = marks.computeIfAbsent(mark.boundaryMicros(), key -> new ArrayList<>());
        same.add(mark);
        if (same.size() == loops) {
            marks.remove(mark.boundaryMicros());
            same.forEach(segments::take);
            tick(mark.boundaryMicros(), same);
            if (segments.isOver()) {
                ended.countDown();
            }
        }
    }

    private void tick(long boundaryMicros, List<BoundaryMark> same) {
        PublisherStats publisher = stats.get();
        HealthMonitor.Second second = monitor.close(
                wall.nanoTime(boundaryMicros),
                same.stream().map(BoundaryMark::health).toList(),
                publisher,
                queue.size(),
                publisher.failed() + tally.failedEvents());
        MeterHealth health = second.health();
        Judgement judgement = Validity.judge(health);
        tally.add(judgement.verdict());
        tally.window(boundaryMicros, judgement);
        List<Integer> underWay = segments.underWay();
        underWay.forEach(segment -> seconds.second(segment, boundaryMicros, judgement, values(same, segment)));
        underWay.forEach(segment -> sink.tick(segment, boundaryMicros, segments.counts(segment), health));
        newest = underWay.stream().reduce(newest, Math::max);
        sink.health(new HealthEvent(
                run.inSegment(newest).header(0, Vantage.GENERATOR, boundaryMicros),
                health,
                judgement.verdict(),
                judgement.sentences(),
                segments.inFlight(),
                health.getGcNanos(),
                second.cpuNanos(),
                second.arrivals(),
                second.reads(),
                health.getPublishBlockedNanos(),
                second.coreBusyPercent()));
        underWay.stream().filter(segments::hasEnded).forEach(segment -> end(segment, boundaryMicros));
    }

    private static List<List<SecondValues>> values(List<BoundaryMark> marks, int segment) {
        return marks.stream()
                .flatMap(mark -> mark.segments().stream())
                .filter(mark -> mark.segment() == segment)
                .map(SegmentMark::values)
                .toList();
    }

    private void end(int segment, long boundaryMicros) {
        sink.end(segment, boundaryMicros, segment >= cutShortFrom);
        segments.forget(segment);
        segmentEnded.accept(segment);
    }
}
