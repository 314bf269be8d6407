package io.tokenweir.load;

import java.io.IOException;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.tokenweir.common.ledger.Ledger;
import io.tokenweir.common.run.RunIdentity;
import io.tokenweir.common.scenario.BudgetSpec;
import io.tokenweir.common.scenario.LoadSpec;
import io.tokenweir.common.scenario.PromptSpec;
import io.tokenweir.common.scenario.ScenarioFile;
import io.tokenweir.load.account.KeyedAccount;
import io.tokenweir.load.engine.EngineLoops;

/**
 * Runs the whole engine against streams of its own, events encoded and thrown away, until its code is compiled: a cold engine
 * makes the first wave 100 ms late, and compilers at work take the event loops' cores. With the first compiler that takes a
 * moment, with both some seconds.
 *
 * <p>First a few users ask as fast as answers come: all that a token passes through is compiled then. After that requests are
 * due at a rate, on many connections, and answers take their time, for what the fast users do not meet: connecting, arrivals,
 * free users, waiting.
 */
final class WarmUp {
    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
    private static final long GRACE_NANOS = 10_000_000_000L;
    private static final Duration GRACEFUL_STOP = Duration.ofSeconds(1);
    private static final PromptSpec PROMPT = PromptSpec.built(16, 1);

    private static final Part FAST = new Part(Duration.ofMillis(1500), Duration.ofSeconds(5), Duration.ZERO);
    private static final int USERS = 8;

    /** An answer in 26 writes takes about 60 ms: some 30 requests are under way at a time. */
    private static final Part PACED = new Part(Duration.ofMillis(700), Duration.ofSeconds(2), Duration.ofMillis(2));

    private static final double PER_SECOND = 500;
    private static final int MOST_AT_ONCE = 200;

    /** One of the two loads. */
    private record Part(Duration shortest, Duration longest, Duration betweenWrites) {}

    private WarmUp() {}

    static void run(LoadPlan plan, EngineLoops loops) {
        LoadSpec users = LoadSpec.constantVus(USERS, FAST.longest(), GRACEFUL_STOP, PROMPT, WarmUpServer.TOKENS);
        LoadSpec arrivals = LoadSpec.constantArrivalRate(
                PER_SECOND, PACED.longest(), GRACEFUL_STOP, MOST_AT_ONCE, PROMPT, WarmUpServer.TOKENS);
        try {
            run(FAST, users, plan, loops);
            run(PACED, arrivals, plan, loops);
        } catch (IOException | ExecutionException | TimeoutException e) {
            LOG.warn("The engine could not be warmed up; its first requests may be late: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void run(Part part, LoadSpec load, LoadPlan plan, EngineLoops loops)
            throws IOException, ExecutionException, InterruptedException, TimeoutException {
        WarmUpAnswer answer = WarmUpAnswer.of(plan.scenario().target());
        try (WarmUpServer server = new WarmUpServer(answer, part.betweenWrites())) {
            KafkaOutput output = plan.output() == null
                    ? null
                    : new KafkaOutput(
                            plan.output().wire(),
                            new DiscardingPublisher(),
                            new Ledger(),
                            plan.output().topicPrefix(),
                            plan.output().partitions());
            LoadPlan warm = new LoadPlan(
                    scenario(plan.scenario(), load),
                    URI.create("http://127.0.0.1:" + server.port() + "/v1"),
                    new RunIdentity(
                            "warm-up", 0, plan.run().instance(), plan.run().epoch()),
                    List.of(new KeyedAccount("warm-up", "warm-up")),
                    output,
                    plan.prices(),
                    Timeouts.DEFAULT,
                    loops.count(),
                    false,
                    RunPart.WHOLE,
                    SegmentPlan.WHOLE,
                    Map.of(),
                    List.of());
            untilCompiled(LoadRun.begin(warm, loops, false), part);
        }
    }

    private static void untilCompiled(LoadRun run, Part part)
            throws InterruptedException, ExecutionException, TimeoutException {
        CompilationMXBean compilers = ManagementFactory.getCompilationMXBean();
        CompilerRest rest = new CompilerRest(compilers::getTotalCompilationTime);
        CompletableFuture<LoadResult> done = run.done().toCompletableFuture();
        long beginNanos = System.nanoTime();
        while (true) {
            try {
                done.get(CompilerRest.LOOK_MILLIS, TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException e) {
                long lasted = System.nanoTime() - beginNanos;
                if (lasted > part.longest().toNanos() + GRACE_NANOS) {
                    throw e;
                }
                if (rest.look() && lasted > part.shortest().toNanos()) {
                    run.stop("the code is compiled");
                }
            }
        }
    }

    private static ScenarioFile scenario(ScenarioFile real, LoadSpec load) {
        return new ScenarioFile(
                "warm-up",
                real.seed(),
                real.target().atHome(null, WarmUpAnswer.asked(real.target())),
                null,
                Map.of("warm-up", load),
                null,
                BudgetSpec.UNLIMITED,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
