package io.tokenweir.load.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;

import io.tokenweir.common.scenario.LoadSpec;
import io.tokenweir.common.scenario.ReactionSpec;
import io.tokenweir.common.scenario.StageSpec;
import io.tokenweir.load.engine.ScenarioShard.NumberedAccount;
import io.tokenweir.load.engine.ScenarioShard.ShardPlan;
import io.tokenweir.load.prompt.PromptSource;
import io.tokenweir.load.react.ConcurrencyLimit;
import io.tokenweir.load.react.ReactionPolicy;
import io.tokenweir.load.react.RetryBudget;
import io.tokenweir.load.schedule.ArrivalSchedule;
import io.tokenweir.load.schedule.PoissonRate;
import io.tokenweir.load.schedule.RampingRate;
import io.tokenweir.load.schedule.Shard;
import io.tokenweir.load.schedule.StageClock;
import io.tokenweir.load.schedule.VirtualUserRamp;

/**
 * Makes the shards of one scenario, one per event loop: virtual users are dealt out in turns, and so are arrivals; the
 * client's own concurrency limit is divided among the loops.
 */
final class ScenarioAssembly {
    /** Virtual users that a trace may occupy when the scenario does not say. */
    private static final int TRACE_USERS = 1_000;

    private final String name;
    private final LoadSpec spec;
    private final String model;
    private final long seed;
    private final RetryBudget retryBudget;
    private final AtomicLong iterations = new AtomicLong();

    ScenarioAssembly(String name, LoadSpec spec, String model, long seed) {
        this.name = name;
        this.spec = spec;
        this.model = model;
        this.seed = seed;
        Double share = spec.reaction().retryBudget();
        this.retryBudget = share == null ? null : new RetryBudget(share);
    }

    /** How many virtual users the scenario has at most. */
    int users() {
        return switch (spec.executor()) {
            case CONSTANT_VUS, RAMPING_VUS -> ramp().peak();
            case TRACE_REPLAY -> spec.maxVUs() == null ? TRACE_USERS : spec.maxVUs();
            default -> spec.maxVUs();
        };
    }

    /**
     * @param accounts one for each virtual user
     * @param traceArrivals gives a loop its share of the trace; null unless the scenario replays one
     */
    void addTo(
            List<LoadLoop> loops,
            List<UserAccount> accounts,
            PromptSource prompts,
            IntFunction<ArrivalSource> traceArrivals) {
        for (int i = 0; i < loops.size(); i++) {
            List<NumberedAccount> mine = new ArrayList<>();
            for (int user = i; user < accounts.size(); user += loops.size()) {
                mine.add(new NumberedAccount(user, accounts.get(user)));
            }
            LoadLoop loop = loops.get(i);
            ReactionSpec reaction = spec.reaction();
            ShardPlan plan = new ShardPlan(
                    name,
                    loop.run().provider(),
                    model,
                    reaction.fallBack() == null ? null : reaction.fallBack().model(),
                    stages(),
                    spec.startTime().toNanos(),
                    arrivals(i, loops.size(), prompts, traceArrivals),
                    spec.executor().open() ? null : ramp(),
                    spec.thinkTime().toNanos(),
                    prompts,
                    iterations,
                    maxTokens(),
                    spec.gracefulStop().toNanos(),
                    mine);
            SplittableRandom random = new SplittableRandom(seed * 31 + name.hashCode() + i);
            loop.add(new ScenarioShard(
                    loop, plan, new ReactionPolicy(reaction, retryBudget, random), gate(reaction, loops.size())));
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
                new Shard(schedule(), loop, loops), spec.startTime().toNanos(), prompts, maxTokens());
    }

    private ArrivalSchedule schedule() {
        double unitSeconds = spec.timeUnit().toNanos() / 1e9;
        return switch (spec.executor()) {
            case CONSTANT_ARRIVAL_RATE ->
                RampingRate.constant(spec.rate() / unitSeconds, spec.duration().toNanos());
            case POISSON_ARRIVAL_RATE ->
                new PoissonRate(spec.rate() / unitSeconds, spec.duration().toNanos(), seed ^ name.hashCode());
            default -> {
                List<RampingRate.Leg> legs = new ArrayList<>();
                double from = spec.startRate() == null ? 0 : spec.startRate();
                for (StageSpec stage : spec.stages()) {
                    legs.add(new RampingRate.Leg(
                            stage.duration().toNanos(), from / unitSeconds, stage.target() / unitSeconds));
                    from = stage.target();
                }
                yield new RampingRate(legs);
            }
        };
    }

    private int maxTokens() {
        return spec.maxTokens() == null ? 0 : spec.maxTokens();
    }

    private VirtualUserRamp ramp() {
        if (spec.stages().isEmpty()) {
            return VirtualUserRamp.constant(spec.vus(), spec.duration().toNanos());
        }
        List<VirtualUserRamp.Leg> legs = new ArrayList<>();
        double from = spec.startVUs() == null ? 1 : spec.startVUs();
        for (StageSpec stage : spec.stages()) {
            legs.add(new VirtualUserRamp.Leg(stage.duration().toNanos(), from, stage.target()));
            from = stage.target();
        }
        return new VirtualUserRamp(legs);
    }

    private StageClock stages() {
        if (spec.stages().isEmpty()) {
            long whole =
                    spec.duration() == null ? Long.MAX_VALUE : spec.duration().toNanos();
            return new StageClock(List.of("steady"), new long[] {whole});
        }
        List<String> names = new ArrayList<>();
        for (StageSpec stage : spec.stages()) {
            names.add(stage.name() == null ? "stage-" + (names.size() + 1) : stage.name());
        }
        return new StageClock(
                names,
                spec.stages().stream()
                        .mapToLong(stage -> stage.duration().toNanos())
                        .toArray());
    }

    private static AdmissionGate gate(ReactionSpec reaction, int loops) {
        ReactionSpec.Admission admission = reaction.admission();
        if (admission == null) {
            return null;
        }
        ConcurrencyLimit limit = new ConcurrencyLimit(
                (double) admission.initial() / loops,
                (double) admission.min() / loops,
                (double) admission.max() / loops,
                admission.decrease());
        return new AdmissionGate(limit, admission.queueDeadline().toNanos());
    }
}
