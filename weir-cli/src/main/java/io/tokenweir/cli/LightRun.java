package io.tokenweir.cli;

import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.tokenweir.common.run.RunIdentity;
import io.tokenweir.common.scenario.ScenarioFile;
import io.tokenweir.common.threshold.Threshold;
import io.tokenweir.load.KafkaOutput;
import io.tokenweir.load.LoadPlan;
import io.tokenweir.load.LoadResult;
import io.tokenweir.load.LoadRun;
import io.tokenweir.load.RunPart;
import io.tokenweir.load.RunningLoad;
import io.tokenweir.load.SegmentPlan;
import io.tokenweir.load.account.KeyedAccount;
import io.tokenweir.load.summary.RunSummary;

/** A run without Kafka: load, a line a second, and the summary. Leaves nothing behind but what is asked for. */
final class LightRun {
    private final ScenarioFile scenario;
    private final List<KeyedAccount> accounts;
    private final RunPart part;
    private final List<Threshold> thresholds;
    private final boolean encodeEvents;
    private final SegmentPlan segments;
    private final PrintStream progress;

    /**
     * @param encodeEvents make and encode every event, and drop it: what publishing costs this process, without a cluster
     * @param segments how it is cut, and who is told of each
     * @param progress where the line a second goes
     */
    LightRun(
            ScenarioFile scenario,
            List<KeyedAccount> accounts,
            RunPart part,
            List<Threshold> thresholds,
            boolean encodeEvents,
            SegmentPlan segments,
            PrintStream progress) {
        this.encodeEvents = encodeEvents;
        this.segments = segments;
        this.scenario = scenario;
        this.accounts = accounts;
        this.part = part;
        this.thresholds = thresholds;
        this.progress = progress;
    }

    /** Blocks until the run is over. */
    RunSummary run(String instance, Interrupt interrupt) throws InterruptedException {
        String id = RunFolder.runId(Instant.now(), new SplittableRandom(System.nanoTime()));
        RunIdentity identity = new RunIdentity(id, 0, instance, Instant.now().toEpochMilli());
        RunningLoad running;
        try {
            KafkaOutput output = encodeEvents ? KafkaOutput.encodedAndDropped() : null;
            running = LoadRun.start(LoadPlan.of(scenario, identity, accounts, output)
                    .withPart(part)
                    .withSegments(segments)
                    .withThresholds(thresholds));
        } catch (IllegalArgumentException e) {
            throw Failure.usage(e.getMessage());
        }
        HotPathCompiler.waitBehindTheLoad(scenario);
        interrupt.onRequest(() -> running.stop("interrupted by the operator"));
        await(running);
        return running.summary();
    }

    private LoadResult await(RunningLoad running) throws InterruptedException {
        CompletableFuture<LoadResult> done = running.done().toCompletableFuture();
        ProgressLine line = new ProgressLine(System.nanoTime());
        while (true) {
            try {
                return done.get(1, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                progress.println(line.next(System.nanoTime(), running.counters()));
            } catch (ExecutionException e) {
                throw Failure.of(e.getCause());
            }
        }
    }
}
