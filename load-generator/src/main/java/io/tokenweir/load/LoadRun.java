package io.tokenweir.load;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import io.tokenweir.common.content.ContentMarks;
import io.tokenweir.common.publish.EventPublisher;
import io.tokenweir.common.publish.PublisherStats;
import io.tokenweir.common.scenario.LoadSpec;
import io.tokenweir.common.scenario.ScenarioFile;
import io.tokenweir.common.scenario.TargetSpec;
import io.tokenweir.common.time.WallAnchor;
import io.tokenweir.load.account.KeyedAccount;
import io.tokenweir.load.engine.EngineLoops;
import io.tokenweir.load.engine.FallBackTarget;
import io.tokenweir.load.engine.LiveTally;
import io.tokenweir.load.engine.LoadEngine;
import io.tokenweir.load.engine.RunContext;
import io.tokenweir.load.engine.Target;
import io.tokenweir.load.events.EventLane;
import io.tokenweir.load.events.EventSink;
import io.tokenweir.load.events.KafkaEvents;
import io.tokenweir.load.events.NoEvents;
import io.tokenweir.load.health.HealthMonitor;
import io.tokenweir.load.health.PauseMeter;
import io.tokenweir.load.prompt.PromptForm;
import io.tokenweir.load.react.RunBudget;
import io.tokenweir.load.summary.RunSummary;
import io.tokenweir.load.target.TargetProtocol;
import io.tokenweir.protocol.outcome.OutcomeClassifier;
import io.tokenweir.protocol.provider.ProviderAdapter;

/** One run of a scenario: prepares, warms up, starts the engine, and ends in order. Owns the loops and its helper threads. */
public final class LoadRun implements RunningLoad {
    /** For making users and connections; with less, the first arrivals are late. */
    private static final long LEAD_NANOS = 300_000_000L;

    private static final Duration DRAIN = Duration.ofSeconds(3);
    private static final Duration FLUSH_AT_MOST = Duration.ofSeconds(30);
    static final String VERSION = "0.1.0";

    private final LoadPlan plan;
    private final ProviderAdapter adapter;
    private final Target target;
    private final PauseMeter pauses = new PauseMeter();
    private final LiveTally live = new LiveTally();
    private final WallAnchor wall = WallAnchor.take();
    private final HealthMonitor monitor;
    private final EngineLoops loops;
    private final boolean ownsLoops;
    private final EventLane lane;
    private final RunBudget budget;
    private final TraceFeeds traces = new TraceFeeds();
    private final AtomicReference<String> stopReason = new AtomicReference<>();
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    private final CompletableFuture<Void> played = new CompletableFuture<>();
    private final CompletableFuture<LoadResult> done = new CompletableFuture<>();
    private LoadEngine engine;
    private PromptSets prompts;
    private long startNanos;
    private RunSegments segments;
    private volatile RunSummary summary;

    private LoadRun(LoadPlan plan, EngineLoops loops, boolean ownsLoops) {
        this.plan = plan;
        this.loops = loops;
        this.ownsLoops = ownsLoops;
        TargetSpec spec = plan.scenario().target();
        this.adapter = TargetProtocol.of(spec);
        this.budget = new RunBudget(plan.scenario().budget(), plan.prices());
        this.target = Target.of(plan.target(), spec, plan.environment());
        this.monitor = new HealthMonitor(pauses, target.address());
        KafkaOutput output = plan.output();
        EventSink sink = output == null ? new NoEvents() : new KafkaEvents(output, plan.run(), wall);
        this.lane = new EventLane(
                sink,
                plan.run(),
                wall,
                monitor,
                this::publisher,
                loops.count(),
                partitions(),
                segment -> segments.ended(segment));
    }

    /**
     * Prepares and starts; returns when the load has begun. Throws {@link IllegalArgumentException} with a sentence when the
     * plan cannot be carried out.
     */
    public static RunningLoad start(LoadPlan plan) {
        TargetProtocol.of(plan.scenario().target());
        if (plan.target() == null) {
            throw new IllegalArgumentException("The scenario names no target; give one with --target URL.");
        }
        EngineLoops loops = new EngineLoops(plan.loops());
        try {
            if (plan.warmUp()) {
                WarmUp.run(plan, loops);
            }
            return begin(plan, loops, true);
        } catch (RuntimeException e) {
            loops.close();
            throw e;
        }
    }

    /** Starts on loops that are there already, and closes them at the end if it owns them. */
    static LoadRun begin(LoadPlan plan, EngineLoops loops, boolean ownsLoops) {
        LoadRun run = new LoadRun(plan, loops, ownsLoops);
        try {
            run.begin();
        } catch (RuntimeException e) {
            run.traces.stop();
            run.pauses.close();
            throw e;
        }
        return run;
    }

    private void begin() {
        ScenarioFile scenario = plan.scenario();
        String provider = scenario.target().provider();
        OutcomeClassifier classifier = OutcomeClassifier.forProvider(
                provider, TargetProtocol.rules(scenario.target(), adapter), Clock.systemUTC());
        LoadSize.check(scenario, plan.part().share(), Runtime.getRuntime().maxMemory());
        // only an application's upstream calls have to be linked to who caused them
        ContentMarks marks = scenario.target().isApplication()
                ? ContentMarks.keyedBy(plan.run().runId())
                : null;
        PromptForm form = new PromptForm(adapter, marks);
        prompts = PromptSets.prepare(scenario, form);
        traces.start(plan, loops.count(), form, this::fail);
        if (failure.get() != null) {
            throw failure.get();
        }
        if (ownsLoops) {
            FileTable.makeRoom(connections(scenario));
            // what prompts and warm-up left behind would else be collected among the first requests, 150 ms at a time
            System.gc();
        }
        startNanos = plan.part().startNanos(wall, System.nanoTime() + LEAD_NANOS);
        segments = new RunSegments(plan, wall, startNanos, live, lane.tally(), stopReason, new Parts(), this::abort);
        lane.tellOfSeconds(segments::second);
        RunContext context = new RunContext(
                plan.run(),
                wall,
                startNanos,
                target,
                adapter,
                provider,
                classifier,
                plan.prices(),
                budget,
                scenario.slos(),
                scenario.labels(),
                plan.timeouts(),
                lane,
                pauses,
                live,
                new AtomicLong(),
                plan.segments().clock(),
                segments::recorder,
                this::stop);
        String userAgent = "tokenweir/" + VERSION + " (run " + plan.run().runId() + ")";
        engine = new LoadEngine(
                context, loops, partitions(), userAgent, plan.part().share());
        scenario.scenarios()
                .forEach((name, spec) -> engine.add(
                        name,
                        spec,
                        scenario.target().model(),
                        scenario.seed(),
                        plan.accounts(),
                        FallBackTarget.of(scenario, spec.reaction().fallBack()),
                        prompts.byScenario().get(name),
                        traces.source(name)));
        pauses.start();
        monitor.begin();
        lane.start();
        segments.start();
        played.thenRunAsync(this::end, task -> new Thread(task, "weir-load-end").start());
        engine.start().thenAccept(played::complete);
    }

    private void fail(RuntimeException cause) {
        failure.compareAndSet(null, cause);
        if (engine != null) {
            stop(cause.getMessage());
        }
    }

    /** A threshold failed: ends as at the end of the schedule, so that open requests may finish. */
    private void abort(String reason) {
        stop(
                reason,
                plan.scenario().scenarios().values().stream()
                        .map(LoadSpec::gracefulStop)
                        .max(Duration::compareTo)
                        .orElse(DRAIN));
    }

    @Override
    public void stop(String reason) {
        stop(reason, DRAIN);
    }

    @Override
    public void use(List<KeyedAccount> accounts) {
        if (!played.isDone()) {
            engine.use(accounts);
        }
    }

    @Override
    public void cutOff(String why) {
        if (!played.isDone()) {
            engine.cutOff(why);
        }
    }

    private void stop(String reason, Duration drain) {
        if (!stopReason.compareAndSet(null, reason)) {
            return;
        }
        lane.markCutShort(segments.now());
        segments.stopped();
        traces.stop();
        if (!played.isDone()) {
            engine.stop();
            played.copy().orTimeout(drain.toMillis(), TimeUnit.MILLISECONDS).exceptionally(stillOpen -> {
                engine.cancel("the run was stopped: " + reason);
                return null;
            });
        }
    }

    private void end() {
        try {
            segments.stopped();
            lane.awaitEnd();
            if (plan.output() != null) {
                flushWhileItMoves();
            }
            pauses.close();
            SegmentResult last = segments.awaitLast();
            if (failure.get() == null) {
                summary = last.summary();
                done.complete(last.load());
            } else {
                done.completeExceptionally(failure.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            done.completeExceptionally(e);
        } catch (RuntimeException e) {
            done.completeExceptionally(e);
        } finally {
            if (ownsLoops) {
                loops.close();
            }
        }
    }

    /** Waits for the last events as long as the broker takes some. */
    private void flushWhileItMoves() throws InterruptedException {
        EventPublisher publisher = plan.output().publisher();
        long before = -1;
        while (!publisher.flush(FLUSH_AT_MOST) && publisher.stats().acknowledged() > before) {
            before = publisher.stats().acknowledged();
        }
    }

    @Override
    public CompletionStage<LoadResult> done() {
        return done.minimalCompletionStage();
    }

    @Override
    public LiveCounters counters() {
        return live.snapshot();
    }

    @Override
    public RunSummary summary() {
        return summary;
    }

    /** That the run may have at once. */
    private static long connections(ScenarioFile scenario) {
        return scenario.scenarios().entrySet().stream()
                .mapToLong(load -> LoadEngine.connections(load.getKey(), load.getValue(), scenario.seed()))
                .sum();
    }

    private int partitions() {
        return plan.output() == null ? 1 : plan.output().partitions();
    }

    private PublisherStats publisher() {
        return plan.output() == null
                ? PublisherStats.NOTHING
                : plan.output().publisher().stats();
    }

    /** What the results of segments are made of. */
    private final class Parts implements RunSegments.Sources {
        @Override
        public LoadEngine engine() {
            return engine;
        }

        @Override
        public PublisherStats publisher() {
            return LoadRun.this.publisher();
        }

        @Override
        public long badRows() {
            return prompts.badRows() + traces.badRows();
        }
    }
}
