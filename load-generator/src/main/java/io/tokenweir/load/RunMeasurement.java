package io.tokenweir.load;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import io.tokenweir.common.scenario.TargetSpec;
import io.tokenweir.load.summary.MeasuredSpan;
import io.tokenweir.load.summary.MeterWindow;
import io.tokenweir.load.summary.RunRecorder;
import io.tokenweir.load.summary.RunSummary;
import io.tokenweir.load.summary.Setup;
import io.tokenweir.load.summary.SpanCost;

/** The summary of one run on its way: reads the CPU clock where the measured span begins and ends, and puts all together. */
final class RunMeasurement {
    private final LoadPlan plan;
    private final long startNanos;
    private final MeasuredSpan span;
    private final RunRecorder recorder;
    private final SpanCost cost;
    private volatile long stoppedNanos = Long.MAX_VALUE;
    private long endNanos;
    private volatile RunSummary summary;

    RunMeasurement(LoadPlan plan, long startNanos, LongSupplier arrivals) {
        this.plan = plan;
        this.startNanos = startNanos;
        this.span = MeasuredSpan.of(plan.scenario());
        this.recorder = new RunRecorder(span);
        this.cost = new SpanCost(System::nanoTime, RunMeasurement::cpuNanos, arrivals);
    }

    RunRecorder recorder() {
        return recorder;
    }

    void start() {
        after(span.fromNanos()).execute(cost::begin);
        if (span.toNanos() < Long.MAX_VALUE) {
            after(span.toNanos()).execute(cost::end);
        }
    }

    /** Nothing new is started from here on. */
    void stopped() {
        stoppedNanos = System.nanoTime() - startNanos;
        cost.end();
    }

    /** Nothing is open any more. */
    void loopsEnded() {
        endNanos = Math.max(0, Math.min(stoppedNanos, System.nanoTime() - startNanos));
        cost.end();
    }

    /** Makes the summary. */
    void finish(List<MeterWindow> windows, LoadResult result) throws InterruptedException {
        TargetSpec target = plan.scenario().target();
        List<RunSummary.Load> load = plan.scenario().scenarios().entrySet().stream()
                .map(entry -> new RunSummary.Load(
                        entry.getKey(),
                        entry.getValue().executor().text(),
                        entry.getValue().executor().open() ? "open" : "closed",
                        LoadSettings.of(entry.getValue())))
                .toList();
        summary = recorder.summary(new RunRecorder.Facts(
                new RunSummary.Run(
                        plan.run().runId(),
                        plan.run().instance(),
                        plan.scenario().name(),
                        plan.scenario().seed(),
                        Instant.EPOCH
                                .plus(result.startedMicros(), ChronoUnit.MICROS)
                                .toString()),
                new RunSummary.Target(plan.target().toString(), target.api(), target.provider(), target.model()),
                load,
                endNanos,
                result.stopReason(),
                cost,
                windows,
                result.startedMicros(),
                result.reactions(),
                result.arrivalCertificates(),
                Setup.here(LoadRun.VERSION)));
    }

    RunSummary summary() {
        return summary;
    }

    private Executor after(long offsetNanos) {
        long wait = Math.max(0, startNanos + offsetNanos - System.nanoTime());
        return CompletableFuture.delayedExecutor(wait, TimeUnit.NANOSECONDS, Runnable::run);
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
