package io.tokenweir.load;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import io.tokenweir.common.health.Validity.Judgement;
import io.tokenweir.common.publish.PublisherStats;
import io.tokenweir.common.time.WallAnchor;
import io.tokenweir.events.Verdict;
import io.tokenweir.histogram.ExponentialHistogram;
import io.tokenweir.load.engine.LiveTally;
import io.tokenweir.load.engine.LoadEngine;
import io.tokenweir.load.engine.SegmentOutcome;
import io.tokenweir.load.events.HealthTally;
import io.tokenweir.load.schedule.SegmentClock;
import io.tokenweir.load.summary.MeasuredSpan;
import io.tokenweir.load.summary.MeterWindow;
import io.tokenweir.load.summary.RunRecorder;
import io.tokenweir.load.summary.RunSummary;
import io.tokenweir.load.summary.SecondValues;

/**
 * The segments of a run on their way to results: what each is measured with while it is under way, and a thread that makes
 * its result when its last event is out. Keeps nothing of a segment whose result has been told. Thread-safe.
 */
final class RunSegments {
    private static final long SETTLE_AT_MOST_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long LOOK_MILLIS = 10;

    private final LoadPlan plan;
    private final SegmentClock clock;
    private final WallAnchor wall;
    private final long startNanos;
    private final LiveTally live;
    private final HealthTally tally;
    private final AtomicReference<String> stopReason;
    private final ConcurrentMap<Integer, SegmentMeasurement> underWay = new ConcurrentHashMap<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread maker = new Thread(task, "weir-segments");
        maker.setDaemon(true);
        return maker;
    });
    private volatile long loadEndNanos = Long.MAX_VALUE;
    private volatile RuntimeException failure;
    private volatile SegmentResult last;
    private long lostBefore;
    private long spilledBefore;
    private long badRowsBefore;

    /** What is asked only when a segment has ended. */
    interface Sources {
        LoadEngine engine();

        PublisherStats publisher();

        long badRows();
    }

    private final Sources sources;
    private final Consumer<String> abort;
    private long secondNow;
    private long offeredBefore;
    private String load;

    /**
     * @param startNanos of the run, monotonic
     * @param abort ends the run as at its end, for the reason that it is given
     */
    RunSegments(
            LoadPlan plan,
            WallAnchor wall,
            long startNanos,
            LiveTally live,
            HealthTally tally,
            AtomicReference<String> stopReason,
            Sources sources,
            Consumer<String> abort) {
        this.plan = plan;
        this.clock = plan.segments().clock();
        this.wall = wall;
        this.startNanos = startNanos;
        this.live = live;
        this.tally = tally;
        this.stopReason = stopReason;
        this.sources = sources;
        this.abort = abort;
    }

    /** What the loops tell of a segment. */
    RunRecorder recorder(int segment) {
        return measurement(segment).recorder();
    }

    /** A second of a segment is over; told by one thread, in order. */
    void second(int segment, long boundaryMicros, Judgement judgement, List<List<SecondValues>> ofLoops) {
        if (boundaryMicros != secondNow) {
            LiveCounters now = live.snapshot();
            load = (now.offered() - offeredBefore) + " requests due in that second, " + now.inFlight() + " open";
            offeredBefore = now.offered();
            secondNow = boundaryMicros;
        }
        measurement(segment)
                .second(
                        wall.nanoTime(boundaryMicros) - startNanos,
                        new MeterWindow(boundaryMicros, judgement),
                        ofLoops,
                        load);
    }

    void start() {
        begin(0);
    }

    /** The segment that the run is in. */
    int now() {
        return clock.at(System.nanoTime() - startNanos);
    }

    /** Nothing new is started from here on. */
    void stopped() {
        loadEndNanos = Math.min(loadEndNanos, Math.max(0, System.nanoTime() - startNanos));
        underWay.values().forEach(SegmentMeasurement::stopped);
    }

    /** The end markers of a segment were published. */
    void ended(int segment) {
        thread.execute(() -> {
            try {
                settle(segment);
                last = result(segment);
                plan.segments().ended().accept(last);
                if (plan.output() != null && clock != SegmentClock.WHOLE) {
                    plan.output().ledger().forget(segment);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                failure = e;
            }
        });
    }

    /** Waits until every segment that has ended has its result; the last one's. */
    SegmentResult awaitLast() throws InterruptedException {
        thread.shutdown();
        while (!thread.awaitTermination(1, TimeUnit.SECONDS)) {
            // each takes as long as the broker does, and no longer than its time-out
        }
        if (failure != null) {
            throw failure;
        }
        return last;
    }

    private void begin(int segment) {
        measurement(segment).start();
        if (clock.endNanos(segment) < Long.MAX_VALUE) {
            SegmentMeasurement.after(startNanos + clock.endNanos(segment)).execute(() -> {
                if (loadEndNanos == Long.MAX_VALUE && !thread.isShutdown()) {
                    begin(segment + 1);
                }
            });
        }
    }

    private SegmentMeasurement measurement(int segment) {
        return underWay.computeIfAbsent(
                segment,
                number -> new SegmentMeasurement(
                        plan, number, startNanos, () -> live.snapshot().arrivals(), abort));
    }

    /** Waits until the broker has acknowledged all of it, as long as it takes some. */
    private void settle(int segment) throws InterruptedException {
        if (plan.output() == null) {
            return;
        }
        long acknowledged = -1;
        long deadline = System.nanoTime();
        while (!plan.output().ledger().isSettled(segment) && sources.publisher().waiting() > 0) {
            long now = sources.publisher().acknowledged();
            deadline = now > acknowledged ? System.nanoTime() + SETTLE_AT_MOST_NANOS : deadline;
            acknowledged = now;
            if (System.nanoTime() - deadline > 0) {
                return;
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    private SegmentResult result(int segment) throws InterruptedException {
        SegmentMeasurement measurement = underWay.remove(segment);
        measurement.stopped();
        long start = clock.startNanos(segment);
        long end = Math.max(start, Math.min(clock.endNanos(segment), loadEnd()));
        long fromMicros = wall.micros(startNanos) + start / 1_000;
        List<MeterWindow> windows = tally.windows();
        LoadResult load = load(segment, measurement, fromMicros, end - start, windows);
        RunSummary summary = measurement.summary(end - start, windows, load);
        if (clock != SegmentClock.WHOLE) {
            tally.forgetUntil(fromMicros);
        }
        boolean partial = end < clock.endNanos(segment) && clock != SegmentClock.WHOLE;
        return new SegmentResult(
                plan.run().inSegment(segment),
                fromMicros,
                wall.micros(startNanos) + end / 1_000,
                partial,
                load,
                summary);
    }

    /** Offset after which nothing was started; a load that was not stopped ends with its schedule, if that has an end. */
    private long loadEnd() {
        long seen = Math.min(loadEndNanos, System.nanoTime() - startNanos);
        boolean asScheduled = clock != SegmentClock.WHOLE && stopReason.get() == null;
        long scheduled = MeasuredSpan.of(plan.scenario()).toNanos();
        return asScheduled && loadEndNanos < Long.MAX_VALUE && scheduled < Long.MAX_VALUE ? scheduled : seen;
    }

    private LoadResult load(
            int segment, SegmentMeasurement measurement, long fromMicros, long lengthNanos, List<MeterWindow> windows) {
        SegmentOutcome outcome = sources.engine().outcome(segment);
        ExponentialHistogram lateness = outcome.lateness();
        boolean any = !lateness.isEmpty();
        PublisherStats stats = sources.publisher();
        long lost = stats.failed() + tally.failedEvents();
        long badRows = sources.badRows();
        LoadResult result = new LoadResult(
                outcome.counters(),
                fromMicros,
                clock == SegmentClock.WHOLE ? System.nanoTime() - startNanos : lengthNanos,
                clock.endNanos(segment) <= loadEndNanos ? null : stopReason.get(),
                any ? lateness.quantile(0.5) : 0,
                any ? lateness.quantile(0.99) : 0,
                any ? lateness.maxNanos() : 0,
                count(windows, fromMicros, Verdict.VALID),
                count(windows, fromMicros, Verdict.SUSPECT),
                count(windows, fromMicros, Verdict.INVALID),
                lost - lostBefore,
                stats.spilled() - spilledBefore,
                badRows - badRowsBefore,
                measurement.cpuSinceStart(),
                outcome.reactions(),
                outcome.certificates(),
                outcome.actions());
        lostBefore = lost;
        spilledBefore = stats.spilled();
        badRowsBefore = badRows;
        return result;
    }

    private static int count(List<MeterWindow> windows, long fromMicros, Verdict verdict) {
        return (int) windows.stream()
                .filter(window -> window.endMicros() > fromMicros)
                .filter(window -> window.judgement().verdict() == verdict)
                .count();
    }
}
