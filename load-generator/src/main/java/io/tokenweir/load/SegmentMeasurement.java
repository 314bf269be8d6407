package io.tokenweir.load;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import io.tokenweir.common.run.RunIdentity;
import io.tokenweir.common.scenario.TargetSpec;
import io.tokenweir.load.health.AllocatedBytes;
import io.tokenweir.load.summary.MeasuredSpan;
import io.tokenweir.load.summary.MeterWindow;
import io.tokenweir.load.summary.RunRecorder;
import io.tokenweir.load.summary.RunSummary;
import io.tokenweir.load.summary.SecondValues;
import io.tokenweir.load.summary.Setup;
import io.tokenweir.load.summary.SpanCost;
import io.tokenweir.load.summary.ThresholdWatch;

/**
 * The summary of one segment on its way: reads the CPU clock where its measured span begins and ends, and puts all together.
 */
final class SegmentMeasurement {
    private final LoadPlan plan;
    private final RunIdentity identity;
    private final long segmentStartNanos;
    private final MeasuredSpan span;
    private final RunRecorder recorder;
    private final SpanCost cost;
    private final ThresholdWatch watch;
    private final long cpuAtStart = cpuNanos();

    /**
     * @param startNanos of the run, monotonic
     * @param abort ends the run, for the reason that it is given
     */
    SegmentMeasurement(LoadPlan plan, int segment, long startNanos, LongSupplier arrivals, Consumer<String> abort) {
        this.plan = plan;
        this.identity = plan.run().inSegment(segment);
        this.segmentStartNanos = startNanos + plan.segments().clock().startNanos(segment);
        this.span = MeasuredSpan.of(plan.scenario())
                .within(
                        plan.segments().clock().startNanos(segment),
                        plan.segments().clock().endNanos(segment));
        this.recorder = new RunRecorder(span, plan.thresholds());
        this.watch = recorder.watch(priced(), abort);
        this.cost = new SpanCost(System::nanoTime, SegmentMeasurement::cpuNanos, new AllocatedBytes(), arrivals);
    }

    RunRecorder recorder() {
        return recorder;
    }

    /**
     * A second is over: takes what came in it, and looks whether a threshold ends the run.
     *
     * @param offsetNanos of its end, from the start of the run
     * @param load how much load there was, in words
     */
    void second(long offsetNanos, MeterWindow window, List<List<SecondValues>> ofLoops, String load) {
        recorder.second(window.judgement(), ofLoops);
        watch.second(offsetNanos, window, load);
    }

    private boolean priced() {
        return !plan.prices().models().isEmpty();
    }

    void start() {
        after(segmentStartNanos + span.fromNanos()).execute(cost::begin);
        if (span.toNanos() < Long.MAX_VALUE) {
            after(segmentStartNanos + span.toNanos()).execute(cost::end);
        }
    }

    /** Nothing new is started from here on. */
    void stopped() {
        cost.end();
    }

    /** CPU time of the process since the segment began. */
    long cpuSinceStart() {
        return cpuNanos() - cpuAtStart;
    }

    /** Makes the summary. @param lengthNanos since the segment's start, after which nothing was started */
    RunSummary summary(long lengthNanos, List<MeterWindow> windows, LoadResult result) throws InterruptedException {
        TargetSpec target = plan.scenario().target();
        List<RunSummary.Load> load = plan.scenario().scenarios().entrySet().stream()
                .map(entry -> new RunSummary.Load(
                        entry.getKey(),
                        entry.getValue().executor().text(),
                        entry.getValue().executor().open() ? "open" : "closed",
                        LoadSettings.of(entry.getValue())))
                .toList();
        return recorder.summary(new RunRecorder.Facts(
                new RunSummary.Run(
                        identity.runId(),
                        identity.instance(),
                        plan.scenario().name(),
                        plan.scenario().seed(),
                        Instant.EPOCH
                                .plus(result.startedMicros(), ChronoUnit.MICROS)
                                .toString()),
                new RunSummary.Target(plan.target().toString(), target.api(), target.provider(), target.model()),
                load,
                lengthNanos,
                result.stopReason(),
                cost,
                windows,
                result.startedMicros(),
                result.reactions(),
                result.actions(),
                result.arrivalCertificates(),
                Setup.here(LoadRun.VERSION),
                priced() ? plan.prices().currency() : null,
                watch.aborted()));
    }

    /** Runs something at a monotonic instant. */
    static Executor after(long nanos) {
        long wait = Math.max(0, nanos - System.nanoTime());
        return CompletableFuture.delayedExecutor(wait, TimeUnit.NANOSECONDS, Runnable::run);
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
