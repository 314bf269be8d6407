package io.tokenweir.simulator.wall;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

import io.tokenweir.limits.Charge;
import io.tokenweir.limits.Cost;
import io.tokenweir.limits.Decision;
import io.tokenweir.limits.Limit;
import io.tokenweir.limits.Limits;
import io.tokenweir.limits.Pass;
import io.tokenweir.limits.SlidingWindow;
import io.tokenweir.limits.Usage;
import io.tokenweir.limits.WallClock;
import io.tokenweir.simulator.SimulatorConfig;
import io.tokenweir.simulator.api.ServedRequest;
import io.tokenweir.simulator.config.LimitConfig;
import io.tokenweir.simulator.truth.LimitTruth;

/**
 * The wall: decides for every request whether it may pass, and remembers what passes. First what stands in front of the
 * provider, a gateway's limits and money, then the model's own limits. Thread-safe: one lock, held for a few additions.
 */
public final class Admission {
    private static final long MINUTE_NANOS = 60_000_000_000L;
    private static final int CHARACTERS_PER_TOKEN = 4;

    /** An answer that is being written and charged as it is produced. */
    private static final class Running {
        private final Pass pass;
        private final IntSupplier written;
        private int charged;

        Running(Pass pass, IntSupplier written) {
            this.pass = pass;
            this.written = written;
        }

        void charge(long nowNanos) {
            int now = written.getAsInt();
            pass.produced(nowNanos, now - charged);
            charged = now;
        }
    }

    private final SimulatorConfig config;
    private final Rulebook rules;
    private final WallClock wall;
    private final Consumer<LimitTruth> changes;
    private final Holders holders;
    private final LimitTimetable timetable;
    private final SlidingWindow admittedTokens = new SlidingWindow(MINUTE_NANOS);
    private final Map<String, Integer> inFlightByModel = new HashMap<>();
    private final Map<Verdict, Running> running = new IdentityHashMap<>();
    private int inFlight;
    private long latestNanos;

    /** @param changes told of every change of a limit */
    public Admission(SimulatorConfig config, Consumer<LimitTruth> changes) {
        this(config, new WallClock(System.nanoTime(), Instant.now()), changes);
    }

    Admission(SimulatorConfig config, WallClock wall, Consumer<LimitTruth> changes) {
        this.config = config;
        this.rules = new Rulebook(config);
        this.wall = wall;
        this.changes = changes;
        this.latestNanos = wall.nanos();
        this.holders = new Holders(wall);
        this.timetable = new LimitTimetable(config.limitChanges(), wall.nanos());
    }

    /** Decides about a request of {@code promptTokens} that will be answered with {@code outputTokens}. */
    public synchronized Verdict decide(
            long nowNanos, Caller caller, ServedRequest request, int promptTokens, int outputTokens, int maxTokens) {
        long now = catchUp(nowNanos);
        int before = inFlight;
        long minute = admittedTokens.used(now);
        List<WallRule> front = rules.inFront(caller);
        List<Limit> inFront = holders.of(front, caller, now);
        List<Limit> own = holders.of(rules.of(request.model()), caller, now);
        Cost cost = cost(request, promptTokens, maxTokens);
        Decision decision = Limits.admit(inFront, own, now, cost);
        if (decision.admitted()) {
            inFlight++;
            inFlightByModel.merge(request.model(), 1, Integer::sum);
            admittedTokens.add(now, promptTokens + outputTokens);
        }
        boolean inGateway = decision.refusal()
                .filter(refusal -> front.stream()
                        .anyMatch(rule -> rule.inGateway()
                                && rule.rule().name().equals(refusal.rule().name())))
                .isPresent();
        return new Verdict(
                decision,
                inGateway,
                wall.at(now),
                promptTokens,
                outputTokens,
                request.stream(),
                decision.admitted() ? charge(request.model()).atAdmission(cost) : 0,
                before,
                minute);
    }

    /** The answer to an admitted request begins; {@code written} tells how many of its tokens exist, from any thread. */
    public synchronized void began(String model, Verdict verdict, IntSupplier written) {
        boolean asProduced =
                rules.of(model).stream().anyMatch(rule -> rule.rule().charge() == Charge.AS_PRODUCED);
        if (asProduced) {
            running.put(verdict, new Running(verdict.decision().pass().orElseThrow(), written));
        }
    }

    /** An admitted request has ended after {@code written} tokens. */
    public synchronized void ended(
            long nowNanos, String model, Verdict verdict, int promptTokens, int cachedTokens, int written) {
        long now = catchUp(nowNanos);
        running.remove(verdict);
        inFlight--;
        inFlightByModel.merge(model, -1, Integer::sum);
        long price = config.spend().price(model).microDollars(promptTokens, cachedTokens, written);
        verdict.decision().pass().orElseThrow().settle(now, new Usage(promptTokens, cachedTokens, written, price));
    }

    /** Admitted requests to a model that have not ended. */
    public synchronized int inFlight(String model) {
        return inFlightByModel.getOrDefault(model, 0);
    }

    /**
     * Changes a limit from now on, for everybody; what is used stays used.
     *
     * @param pool the model, the pool of models, {@code spend} or {@code gateway}; null: every model
     */
    public synchronized void change(long nowNanos, String pool, String limit, long to) {
        apply(catchUp(nowNanos), "asked", pool, limit, to);
    }

    /** Every limit is whole again; requests in flight give nothing back to it. */
    public synchronized void reset() {
        holders.forget();
    }

    /** Every limit that somebody has used, as it is now. */
    public synchronized List<HeldLimit> states(long nowNanos) {
        return holders.states(catchUp(nowNanos));
    }

    /**
     * What happened since the last call without anybody asking: planned changes, and tokens that were written.
     *
     * @return the instant to count by: callers read the clock before they wait for the lock, limits want it in order
     */
    private long catchUp(long nowNanos) {
        long now = Math.max(nowNanos, latestNanos);
        latestNanos = now;
        timetable.advance(now, (at, due) -> apply(at, "planned", due.model(), due.limit(), due.to()));
        running.values().forEach(answer -> answer.charge(now));
        return now;
    }

    private void apply(long nowNanos, String why, String pool, String limit, long to) {
        Set<String> pools = pool == null ? new TreeSet<>(config.models().keySet()) : Set.of(pool);
        pools.forEach(each -> holders.change(nowNanos, each, limit, to));
        changes.accept(
                new LimitTruth(ChronoUnit.MICROS.between(Instant.EPOCH, wall.at(nowNanos)), why, pool, limit, to));
    }

    private Cost cost(ServedRequest request, int promptTokens, int maxTokens) {
        LimitConfig limits = config.models().get(request.model()).limits();
        long most = request.maxTokens() < 0 && limits.unsetMaxTokens() > 0 ? limits.unsetMaxTokens() : maxTokens;
        return new Cost(
                promptTokens,
                request.characters() / CHARACTERS_PER_TOKEN,
                most * Math.max(1, request.wishes().choices()),
                request.stream());
    }

    private Charge charge(String model) {
        Charge charge = config.models().get(model).limits().charge();
        return charge == null ? Charge.MAX_OF_ESTIMATE_AND_MAX_TOKENS : charge;
    }
}
