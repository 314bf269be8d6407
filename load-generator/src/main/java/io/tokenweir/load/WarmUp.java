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
import io.tokenweir.protocol.provider.Api;

/**
 * Runs the whole engine against a stream of its own, events encoded and thrown away, until its code is compiled: a cold engine
 * makes the first wave 100 ms late, and compilers at work take the event loops' cores. With the first compiler that takes a
 * moment, with both some seconds.
 */
final class WarmUp {
    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
    private static final Duration SHORTEST = Duration.ofMillis(1500);
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final long GRACE_NANOS = 10_000_000_000L;
    private static final int USERS = 8;

    private WarmUp() {}

    static void run(LoadPlan plan, EngineLoops loops) {
        try (WarmUpServer server =
                new WarmUpServer(Api.named(plan.scenario().target().api()))) {
            KafkaOutput output = plan.output() == null
                    ? null
                    : new KafkaOutput(
                            plan.output().wire(),
                            new DiscardingPublisher(),
                            new Ledger(),
                            plan.output().topicPrefix(),
                            plan.output().partitions());
            LoadPlan warm = new LoadPlan(
                    scenario(plan.scenario()),
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
            untilCompiled(LoadRun.begin(warm, loops, false));
        } catch (IOException | ExecutionException | TimeoutException e) {
            LOG.warn("The engine could not be warmed up; its first requests may be late: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void untilCompiled(LoadRun run) throws InterruptedException, ExecutionException, TimeoutException {
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
                if (lasted > LONGEST.toNanos() + GRACE_NANOS) {
                    throw e;
                }
                if (rest.look() && lasted > SHORTEST.toNanos()) {
                    run.stop("the code is compiled");
                }
            }
        }
    }

    private static ScenarioFile scenario(ScenarioFile real) {
        LoadSpec load = LoadSpec.constantVus(
                USERS, LONGEST, Duration.ofSeconds(1), PromptSpec.built(16, 1), WarmUpServer.TOKENS);
        return new ScenarioFile(
                "warm-up",
                real.seed(),
                real.target().atHome(null),
                null,
                Map.of("warm-up", load),
                null,
                BudgetSpec.UNLIMITED,
                null,
                null,
                null,
                null);
    }
}
