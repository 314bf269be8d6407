package io.tokenweir.limits;

import static io.tokenweir.limits.Holder.MINUTE;
import static io.tokenweir.limits.Holder.SECOND;
import static io.tokenweir.limits.Holder.WALL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Arithmetic on what headers tell, over long random sequences: a little model that knows nothing of the limiter but the
 * documented rules recomputes remaining and reset from the sequence alone.
 */
class HeaderArithmeticTest {
    private static final int STEPS = 400;

    /** The level of a bucket as a plain number: refilled between uses, never above the limit. */
    private static final class LevelModel {
        private final double limit;
        private final double perNano;
        private double level;
        private long at;

        LevelModel(long limit, long windowNanos) {
            this.limit = limit;
            this.perNano = (double) limit / windowNanos;
            this.level = limit;
        }

        double at(long now) {
            level = Math.min(limit, level + (now - at) * perNano);
            at = now;
            return level;
        }

        void take(double amount) {
            level -= amount;
        }
    }

    /** All uses, and which of them still count. */
    private static final class UseList {
        private record Use(long at, long amount) {}

        private final List<Use> uses = new ArrayList<>();

        void take(long now, long amount) {
            uses.add(new Use(now, amount));
        }

        long since(long start) {
            return uses.stream()
                    .filter(use -> use.at() > start)
                    .mapToLong(Use::amount)
                    .sum();
        }

        long notBefore(long start) {
            return uses.stream()
                    .filter(use -> use.at() >= start)
                    .mapToLong(Use::amount)
                    .sum();
        }
    }

    @Property(tries = 25)
    void aBucketTellsWhatTheModelTells(@ForAll Random seed) {
        SplittableRandom random = new SplittableRandom(seed.nextLong());
        long limit = 1 + random.nextInt(50_000);
        long window = random.nextBoolean() ? MINUTE : 1440 * MINUTE;
        Holder holder = new Holder(LimitRule.of("tokens", Axis.TOKENS, limit, Period.ofSeconds(window / SECOND)));
        LevelModel model = new LevelModel(limit, window);
        long now = 0;
        for (int i = 0; i < STEPS; i++) {
            now += random.nextLong(window / 20);
            long cost = 1 + random.nextLong(limit);
            double before = model.at(now);

            Decision decision = holder.admit(now, cost);

            if (Math.abs(before - cost) > 1e-3) {
                assertThat(decision.admitted()).isEqualTo(before >= cost);
            }
            model.take(decision.admitted() ? cost : 0);
            AxisState state = decision.states().get(0);
            assertThat(state.remaining())
                    .isBetween((long) Math.floor(model.level - 1e-3), (long) Math.floor(model.level + 1e-3));
            assertThat((double) state.resetNanos()).isCloseTo((limit - model.level) / model.perNano, within(10_000.0));
        }
    }

    @Property(tries = 15)
    void aSlidingWindowTellsWhatTheModelTells(@ForAll Random seed) {
        windowTellsWhatTheModelTells(seed, Counting.SLIDING);
    }

    @Property(tries = 15)
    void anAlignedWindowTellsWhatTheModelTells(@ForAll Random seed) {
        windowTellsWhatTheModelTells(seed, Counting.ALIGNED);
    }

    private static void windowTellsWhatTheModelTells(Random seed, Counting counting) {
        SplittableRandom random = new SplittableRandom(seed.nextLong());
        long limit = 1 + random.nextInt(50_000);
        Holder holder = new Holder(Holder.tokens(limit).counted(counting));
        UseList model = new UseList();
        long now = 0;
        for (int i = 0; i < STEPS / 2; i++) {
            now += random.nextLong(5 * SECOND);
            long cost = 1 + random.nextLong(limit);
            long used =
                    counting == Counting.SLIDING ? model.since(now - MINUTE) : model.notBefore(now / MINUTE * MINUTE);

            Decision decision = holder.admit(now, cost);

            assertThat(decision.admitted()).isEqualTo(used + cost <= limit);
            if (decision.admitted()) {
                model.take(now, cost);
            }
            AxisState state = decision.states().get(0);
            assertThat(state.remaining()).isEqualTo(limit - used - (decision.admitted() ? cost : 0));
            if (counting == Counting.ALIGNED) {
                assertThat(state.resetNanos()).isEqualTo(MINUTE - now % MINUTE);
            }
        }
    }

    /** Limits of every kind, with requests that end later than they began and use another amount than they asked for. */
    @Property(tries = 60)
    void whatRemainsNeverContradictsTheNextDecision(@ForAll Random seed) {
        SplittableRandom random = new SplittableRandom(seed.nextLong());
        LimitRule rule = randomRule(random);
        Limit limit = new Limit(rule, WALL, 0);
        List<Pass> open = new ArrayList<>();
        long now = 0;
        for (int i = 0; i < STEPS; i++) {
            now += random.nextLong(2 * SECOND);
            long remaining = limit.state(now).remaining();
            Cost cost = randomCost(random);

            Decision decision = Limits.admit(List.of(limit), now, cost);

            assertThat(decision.admitted())
                    .as("%s of %s: %s", cost, rule, remaining)
                    .isEqualTo(rule.asked(cost) <= remaining);
            decision.pass().ifPresent(open::add);
            endSome(random, open, now);
        }
    }

    @Property(tries = 60)
    void whoeverWaitsAsToldAloneIsAdmitted(@ForAll Random seed) {
        SplittableRandom random = new SplittableRandom(seed.nextLong());
        List<Limit> limits = List.of(
                new Limit(Holder.requests(30).countingRefused(random.nextBoolean()), WALL, 0),
                new Limit(randomRule(random), WALL, 0),
                new Limit(randomRule(random), WALL, 0));
        List<Pass> open = new ArrayList<>();
        long now = 0;
        for (int i = 0; i < STEPS; i++) {
            Cost cost = randomCost(random);
            Decision decision = Limits.admit(limits, now, cost);
            // Each limit may ask for a wait of its own, one after the other.
            for (int waits = 0; waits < 12 && !decision.admitted() && canEverPass(decision); waits++) {
                now += decision.refusal().orElseThrow().waitNanos();
                decision = Limits.admit(limits, now, cost);
            }
            assertThat(decision.admitted() || !canEverPass(decision))
                    .as("%s: %s", cost, decision)
                    .isTrue();
            decision.pass().ifPresent(open::add);
            endSome(random, open, now);
        }
    }

    private static boolean canEverPass(Decision decision) {
        return decision.refusal().orElseThrow().waitNanos() != Decision.Refusal.NEVER;
    }

    private static void endSome(SplittableRandom random, List<Pass> open, long now) {
        while (open.size() > 3 || !open.isEmpty() && random.nextBoolean()) {
            Pass pass = open.remove(random.nextInt(open.size()));
            pass.produced(now, random.nextInt(50));
            pass.settle(now, Usage.of(random.nextInt(200), random.nextInt(400)));
        }
    }

    private static LimitRule randomRule(SplittableRandom random) {
        Counting[] countings = {Counting.BUCKET, Counting.SLIDING, Counting.FIXED, Counting.ALIGNED};
        Axis[] axes = {Axis.TOKENS, Axis.INPUT_TOKENS, Axis.OUTPUT_TOKENS, Axis.QUOTA};
        Charge charge = Charge.values()[random.nextInt(Charge.values().length)];
        return LimitRule.of("limit", axes[random.nextInt(axes.length)], 600, Period.MINUTE)
                .counted(countings[random.nextInt(countings.length)])
                .charged(charge, Settlement.values()[random.nextInt(Settlement.values().length)])
                .burning(1 + random.nextInt(5));
    }

    private static Cost randomCost(SplittableRandom random) {
        long input = 1 + random.nextInt(300);
        return new Cost(input, input / 2 + random.nextInt(100), 1 + random.nextInt(300), random.nextBoolean());
    }
}
