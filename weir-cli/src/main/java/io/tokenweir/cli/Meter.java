package io.tokenweir.cli;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.common.kafka.TopicAdmin;
import io.tokenweir.common.ledger.Ledger;
import io.tokenweir.common.ledger.LedgerFile;
import io.tokenweir.common.publish.BufferBounds;
import io.tokenweir.common.publish.BufferedEventPublisher;
import io.tokenweir.common.publish.EventPublisher;
import io.tokenweir.common.publish.PlainEventPublisher;
import io.tokenweir.common.run.RunIdentity;
import io.tokenweir.common.scenario.ScenarioFile;
import io.tokenweir.common.target.TargetGuard;
import io.tokenweir.common.threshold.Threshold;
import io.tokenweir.events.PartitionLedger;
import io.tokenweir.load.KafkaOutput;
import io.tokenweir.load.LiveCounters;
import io.tokenweir.load.LoadPlan;
import io.tokenweir.load.LoadResult;
import io.tokenweir.load.LoadRun;
import io.tokenweir.load.RunPart;
import io.tokenweir.load.RunningLoad;
import io.tokenweir.load.target.CustomHeaders;
import io.tokenweir.serde.AvroWire;
import io.tokenweir.topics.Topic;

/** Phase 2 in this process: runs the load generator into Kafka, keeps its ledger, and tells weir.runs what the run was. */
final class Meter {
    private static final Duration LAST_EVENTS = Duration.ofSeconds(30);

    private final ScenarioFile scenario;
    private final String scenarioText;
    private final RunFolder folder;
    private final KafkaSettings settings;
    private final RunIdentity identity;
    private final RunPart part;
    private final Continuous continuous;
    private final List<Threshold> thresholds;

    /** @param continuous null when the run ends by itself */
    Meter(
            ScenarioFile scenario,
            String scenarioText,
            RunFolder folder,
            KafkaSettings settings,
            String instance,
            RunPart part,
            Continuous continuous,
            List<Threshold> thresholds) {
        this.scenario = scenario;
        this.scenarioText = scenarioText;
        this.folder = folder;
        this.settings = settings;
        this.part = part;
        this.continuous = continuous;
        this.thresholds = thresholds;
        this.identity = new RunIdentity(folder.id(), 0, instance, Instant.now().toEpochMilli());
    }

    /** Throws unless the scenario's target may be used, and its headers sent: before a secret among them is written anywhere. */
    static void guard(ScenarioFile scenario, URI target) {
        new TargetGuard(scenario.target().authorised(), LocalDate.now()).checkTraffic(target);
        try {
            CustomHeaders.resolve(scenario.target().headers(), System.getenv());
        } catch (IllegalArgumentException e) {
            throw Failure.usage(e.getMessage());
        }
    }

    /**
     * Blocks until the run is over and its ledger is written.
     *
     * @param say told what is worth a line
     * @param everySecond told how far it is, a line a second
     */
    MeterResult run(RunKeys keys, Interrupt interrupt, Consumer<String> say, Consumer<String> everySecond)
            throws InterruptedException {
        keys.compare(scenario, part, say);
        Ledger ledger = new Ledger();
        int partitions = TopicAdmin.sharedPartitions(settings, Topic.REQUESTS, Topic.TOKENS);
        AvroWire wire = AvroWire.of(settings.client("weir-meter"));
        try (EventPublisher publisher = publisher(ledger)) {
            RunAnnouncer announcer = new RunAnnouncer(settings, wire, publisher, identity);
            announcer.started(scenario, scenarioText);
            LoadPlan plan = LoadPlan.of(
                            scenario,
                            identity,
                            keys.accounts(),
                            new KafkaOutput(wire, publisher, ledger, settings.topicPrefix(), partitions))
                    .withPart(part)
                    .withThresholds(thresholds);
            if (continuous != null) {
                SegmentKeeper keeper = new SegmentKeeper(
                        folder, ledger, announcer, executors(scenario), continuous.keepSegments(), say);
                plan = plan.withSegments(keeper.plan(continuous.segment()));
            }
            RunningLoad running = LoadRun.start(plan);
            keys.tell(running);
            HotPathCompiler.waitBehindTheLoad(scenario);
            interrupt.onRequest(() -> running.stop("interrupted by the operator"));
            LoadResult load = await(running, everySecond);
            publisher.flush(LAST_EVENTS);
            // The segments of a continuous run have their ledgers written already.
            List<PartitionLedger> rows = continuous == null ? ledger.snapshot(0) : List.of();
            if (continuous == null) {
                LedgerFile.write(folder.ledger(), rows);
            }
            sayWhatWaited(load, say);
            if (load.actions() != null) {
                say.accept(load.actions().inWords());
            }
            announcer.ended(load.cutShort(), rows);
            publisher.flush(LAST_EVENTS);
            MeterResult result = new MeterResult(
                    load, load.cutShort(), ProcessHandle.current().pid(), executors(scenario), running.summary());
            SummaryFile.write(folder.summary(), running.summary());
            result.write(folder);
            return result;
        }
    }

    private EventPublisher publisher(Ledger ledger) {
        return new BufferedEventPublisher(
                listener -> new PlainEventPublisher(settings, "weir-meter", listener),
                ledger,
                BufferBounds.in(folder.path().resolve("waiting-events")));
    }

    private static void sayWhatWaited(LoadResult load, Consumer<String> say) {
        if (load.eventsOnDisk() > 0 || load.lostEvents() > 0) {
            say.accept(String.format(
                    "Kafka did not keep up: %d events waited on disk, %d were lost.",
                    load.eventsOnDisk(), load.lostEvents()));
        }
    }

    static String executors(ScenarioFile scenario) {
        return scenario.scenarios().values().stream()
                .map(load -> (load.executor().open() ? "open loop, " : "closed loop, ")
                        + load.executor().text())
                .distinct()
                .collect(Collectors.joining("; "));
    }

    /** What the terminal says of a load under way, where no result topic is watched. */
    static String line(LiveCounters now) {
        return String.format(
                "offered %d, started %d, ended %d, in flight %d, dropped %d, attempts %d, refused %d, arrivals %d",
                now.offered(),
                now.started(),
                now.ended(),
                now.inFlight(),
                now.dropped(),
                now.attempts(),
                now.refused(),
                now.arrivals());
    }

    private static LoadResult await(RunningLoad running, Consumer<String> say) throws InterruptedException {
        CompletableFuture<LoadResult> done = running.done().toCompletableFuture();
        while (true) {
            try {
                return done.get(1, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                say.accept(line(running.counters()));
            } catch (ExecutionException e) {
                throw Failure.of(e.getCause());
            }
        }
    }
}
