package io.tokenweir.load.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.function.IntFunction;

import io.tokenweir.common.scenario.LoadSpec;
import io.tokenweir.common.scenario.ReactionSpec;
import io.tokenweir.common.scenario.RetryBudgetSpec;
import io.tokenweir.load.certificate.ArrivalCertificate;
import io.tokenweir.load.certificate.ArrivalLog;
import io.tokenweir.load.certificate.ArrivalTimes;
import io.tokenweir.load.certificate.AskedArrivals;
import io.tokenweir.load.certificate.CertificateEstimator;
import io.tokenweir.load.engine.ScenarioShard.NumberedAccount;
import io.tokenweir.load.engine.ScenarioShard.ShardPlan;
import io.tokenweir.load.prompt.PromptSource;
import io.tokenweir.load.react.ReactionPolicy;
import io.tokenweir.load.react.RetryBudget;
import io.tokenweir.load.react.ScenarioControls;
import io.tokenweir.load.schedule.Iterations;
import io.tokenweir.load.schedule.ScenarioSchedule;
import io.tokenweir.load.schedule.SegmentClock;
import io.tokenweir.load.schedule.Shard;
import io.tokenweir.load.schedule.Share;
import io.tokenweir.load.schedule.ThinkTimes;

/**
 * Makes the shards of one scenario, one per event loop: virtual users are dealt out in turns, and so are arrivals; what
 * the client allows itself is one for all loops.
 */
final class ScenarioAssembly {
    /** Virtual users that a trace may occupy when the scenario does not say. */
    private static final int TRACE_USERS = 1_000;

    private final String name;
    private final LoadSpec spec;
    private final String model;
    private final long seed;
    private final Share share;
    private final ScenarioSchedule schedule;
    private final RetryBudget retryBudget;
    private final List<ScenarioShard> shards = new ArrayList<>();

    ScenarioAssembly(String name, LoadSpec spec, String model, long seed, Share share) {
        this.name = name;
        this.spec = spec;
        this.model = model;
        this.seed = seed;
        this.share = share;
        this.schedule = new ScenarioSchedule(name, spec, seed);
        RetryBudgetSpec budget = spec.reaction().retryBudget();
        this.retryBudget = budget == null ? null : new RetryBudget(budget);
    }

    /** How many virtual users the scenario has at most. */
    int users() {
        return switch (spec.executor()) {
            case CONSTANT_VUS, RAMPING_VUS, SHARED_ITERATIONS, PER_VU_ITERATIONS ->
                schedule.ramp().peak();
            case TRACE_REPLAY -> spec.maxVUs() == null ? TRACE_USERS : spec.maxVUs();
            default -> spec.maxVUs();
        };
    }

    /**
     * @param accounts by the user's number
     * @param traceArrivals gives a loop its share of the trace; null unless the scenario replays one
     */
    void addTo(
            List<LoadLoop> loops,
            IntFunction<UserAccount> accounts,
            PromptSource prompts,
            IntFunction<ArrivalSource> traceArrivals) {
        ScenarioControls controls = new ScenarioControls(spec.reaction());
        AdmissionGate gate = Gates.of(spec.reaction().admission());
        Iterations iterations = spec.executor().open() ? null : schedule.iterations(share);
        // A loop without a virtual user could serve nothing that is dealt to it.
        int users = users();
        int usersHere = (users - share.index() + share.of() - 1) / share.of();
        int shardCount = traceArrivals == null ? Math.min(loops.size(), Math.max(1, usersHere)) : loops.size();
        ThinkTimes thinkTimes = new ThinkTimes(spec.thinkTime().toNanos(), spec.thinkTimeSpread(), seed, users);
        Executor conversationHelper = spec.conversation() == null ? null : OpenConversations.helper();
        for (int i = 0; i < shardCount; i++) {
            List<NumberedAccount> mine = new ArrayList<>();
            for (int user = share.index() + i * share.of(); user < users; user += shardCount * share.of()) {
                mine.add(new NumberedAccount(user, accounts.apply(user)));
            }
            LoadLoop loop = loops.get(i);
            ReactionSpec reaction = spec.reaction();
            ShardPlan plan = new ShardPlan(
                    name,
                    loop.run().provider(),
                    model,
                    reaction.fallBack(),
                    schedule.stages(),
                    spec.startTime().toNanos(),
                    arrivals(i, shardCount, prompts, traceArrivals),
                    spec.executor().open() ? null : schedule.ramp(),
                    thinkTimes,
                    prompts,
                    iterations,
                    conversationHelper,
                    spec.fanOut() == null ? null : new FanOut(spec.fanOut(), seed ^ name.hashCode()),
                    maxTokens(),
                    schedule.durationNanos(),
                    spec.gracefulStop().toNanos(),
                    mine);
            SplittableRandom random = new SplittableRandom(seed * 31 + name.hashCode() + i);
            ScenarioShard shard = new ScenarioShard(
                    loop, plan, new ReactionPolicy(reaction, retryBudget, random), random, controls, gate);
            shards.add(shard);
            loop.add(shard);
        }
    }

    private ArrivalSource arrivals(
            int loop, int loops, PromptSource prompts, IntFunction<ArrivalSource> traceArrivals) {
        if (!spec.executor().open()) {
            return null;
        }
        if (traceArrivals != null) {
            return traceArrivals.apply(loop);
        }
        return new ScheduledArrivals(
                new Shard(schedule.arrivals(), share, new Share(loop, loops)),
                spec.startTime().toNanos(),
                prompts,
                maxTokens());
    }

    /** Hand-over: other accounts, by the user's number. */
    void turnTo(IntFunction<UserAccount> accounts) {
        shards.forEach(shard -> shard.turnTo(accounts));
    }

    /** Hand-over: breaks off what goes on with accounts that are not held any more. */
    void cutOff(String why) {
        shards.forEach(shard -> shard.cutOff(why));
    }

    private int maxTokens() {
        return spec.maxTokens() == null ? 0 : spec.maxTokens();
    }

    /** Of a segment, after its end, from the books of all loops; empty for a closed model. */
    Optional<ArrivalCertificate> certificate(
            long runStartNanos, SegmentClock clock, int segment, List<SegmentBooks> books) {
        if (!spec.executor().open()) {
            return Optional.empty();
        }
        List<ArrivalLog> logs = books.stream()
                .flatMap(ofLoop -> shards.stream().map(ofLoop::arrivals))
                .toList();
        long delay = spec.startTime().toNanos();
        ArrivalTimes times = ArrivalTimes.of(
                logs,
                runStartNanos + delay,
                Math.max(schedule.measuredFromNanos(), clock.startNanos(segment) - delay),
                Math.min(schedule.measuredToNanos(), clock.endNanos(segment) - delay));
        AskedArrivals asked =
                new AskedArrivals(name, schedule.inWords(), schedule.shape(), schedule.curve(), share.of());
        return Optional.of(CertificateEstimator.estimate(asked, times));
    }
}
