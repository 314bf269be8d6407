package io.tokenweir.common.rate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.PriorityQueue;
import java.util.SplittableRandom;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** A caller with always more to do, against a service with a token bucket, on virtual time. */
class LearnedLimitTest {
    private static final double SECOND = 1e9;

    /** Whether and how the service says when to come back. */
    private enum Hint {
        NONE,
        EXACT,
        WHOLE_SECONDS
    }

    /** The service: refills {@code limit} a second, holds {@code burst}; its refusals cost it nothing. */
    private static final class Service {
        final Hint hint;
        final double burst;
        double limit;
        double held;
        double atNanos;

        Service(double limit, double burst, Hint hint) {
            this.limit = limit;
            this.burst = burst;
            this.held = burst;
            this.hint = hint;
        }

        /** Nanoseconds to stay away; negative when accepted. */
        long call(long nowNanos) {
            held = Math.min(burst, held + (nowNanos - atNanos) / SECOND * limit);
            atNanos = nowNanos;
            if (held >= 1) {
                held -= 1;
                return -1;
            }
            double wait = (1 - held) / limit;
            return switch (hint) {
                case NONE -> 0;
                case EXACT -> (long) (wait * SECOND) + 1;
                case WHOLE_SECONDS -> (long) (Math.ceil(wait) * SECOND);
            };
        }
    }

    private static final class Caller {
        final AdaptivePacer pacer;
        final Service service;
        final SplittableRandom random;
        final long latencyNanos;
        final PriorityQueue<long[]> answers = new PriorityQueue<>((a, b) -> Long.compare(a[0], b[0]));
        long nowNanos;
        long calls;
        long accepted;

        Caller(AdaptivePacer pacer, Service service, long latencyNanos, long seed) {
            this.pacer = pacer;
            this.service = service;
            this.latencyNanos = latencyNanos;
            this.random = new SplittableRandom(seed);
        }

        /** Both ways are late by up to the latency, each call anew. */
        void until(long endNanos) {
            while (nowNanos < endNanos) {
                nowNanos += pacer.reserve(nowNanos);
                hearAnswers(nowNanos);
                long sent = nowNanos;
                long arrived = sent + random.nextLong(latencyNanos + 1);
                long verdict = service.call(arrived);
                calls++;
                accepted += verdict < 0 ? 1 : 0;
                answers.add(new long[] {arrived + random.nextLong(latencyNanos + 1), sent, verdict});
            }
        }

        private void hearAnswers(long untilNanos) {
            while (!answers.isEmpty() && answers.peek()[0] <= untilNanos) {
                long[] answer = answers.poll();
                if (answer[2] < 0) {
                    pacer.accepted(answer[0]);
                } else {
                    pacer.refused(answer[0], answer[1], answer[2]);
                }
            }
        }

        double refusedShare() {
            return 1 - (double) accepted / calls;
        }
    }

    /** Who rounds up to seconds holds a second's worth at least, or nobody could ever use what it grants. */
    private static Hint hint(long seed, boolean mayRound) {
        return Hint.values()[(int) Math.floorMod(seed, mayRound ? 3L : 2L)];
    }

    @Property(tries = 200, seed = "20261130")
    void takesAnUndeclaredLimitNearlyWholeAndIsSeldomRefused(
            @ForAll @IntRange(min = 2, max = 400) int limit,
            @ForAll @DoubleRange(min = 0.1, max = 3) double burstSeconds,
            @ForAll @LongRange(min = 0, max = 10_000_000) long latencyNanos,
            @ForAll long seed) {
        double burst = Math.max(2, limit * burstSeconds);
        Service service = new Service(limit, burst, hint(seed, burst >= limit));
        Caller caller = new Caller(new AdaptivePacer(20, 20_000, 1, 0), service, latencyNanos, seed);
        double seconds = Math.max(120, 1000.0 / limit);

        caller.until((long) (seconds * SECOND));

        assertThat(caller.accepted / seconds / limit).as("throughput").isGreaterThanOrEqualTo(0.85);
        assertThat(caller.refusedShare()).as("refused").isLessThan(0.02);
    }

    @Property(tries = 200, seed = "20261130")
    void keepsADeclaredLimitWithHardlyARefusal(
            @ForAll @IntRange(min = 2, max = 400) int limit,
            @ForAll @LongRange(min = 0, max = 2_000_000) long latencyNanos,
            @ForAll long seed) {
        Service service = new Service(limit, Math.max(2, limit / 10.0), hint(seed, false));
        double rate = limit * 0.97;
        Caller caller = new Caller(new AdaptivePacer(rate, rate, 1, 0), service, latencyNanos, seed);

        caller.until((long) (120 * SECOND));

        assertThat(caller.accepted / 120.0 / limit).as("throughput").isGreaterThanOrEqualTo(0.95);
        assertThat(caller.refusedShare()).as("refused").isLessThan(0.01);
    }

    @Test
    void findsALimitThatWasRaisedAndOneThatWasLowered() {
        Service service = new Service(10, 5, Hint.EXACT);
        Caller caller = new Caller(new AdaptivePacer(20, 20_000, 1, 0), service, 1_000_000, 7);
        caller.until((long) (60 * SECOND));
        service.limit = 100;
        caller.until((long) (180 * SECOND));
        long before = caller.accepted;
        caller.until((long) (240 * SECOND));
        assertThat((caller.accepted - before) / 60.0).isGreaterThan(85);

        service.limit = 5;
        caller.until((long) (300 * SECOND));
        before = caller.accepted;
        caller.until((long) (360 * SECOND));
        assertThat((caller.accepted - before) / 60.0).isBetween(4.25, 5.1);
    }
}
