package io.tokenweir.load.react;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import io.tokenweir.common.scenario.ShedSpec;

class AdmissionLimitsTest {
    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000 * MILLI;

    @Test
    void keepsAFixedLimitWhateverHappens() {
        AdmissionLimit limit = new FixedLimit(2);
        assertThat(limit.tryEnter()).isTrue();
        assertThat(limit.tryEnter()).isTrue();
        assertThat(limit.tryEnter()).isFalse();
        limit.refused(0);
        limit.succeeded(MILLI);
        assertThat(limit.limit()).isEqualTo(2);
        assertThat(limit.inFlight()).isZero();
    }

    @Test
    void growsWhileTheFirstTokenComesAsFastAsUsual() {
        AdmissionLimit limit = new GradientLimit(4, 1, 50, 0.9);
        full(limit, 100, 200 * MILLI);
        assertThat(limit.limit()).isGreaterThan(20);
    }

    @Test
    void shrinksWhenTheFirstTokenComesLaterThanUsual() {
        AdmissionLimit limit = new GradientLimit(40, 1, 50, 0.9);
        full(limit, 50, 200 * MILLI);
        double before = limit.limit();
        full(limit, 50, 2_000 * MILLI);
        assertThat(limit.limit()).isLessThan(before / 2);
    }

    @Test
    void doesNotGrowWhereItHoldsNothingBack() {
        AdmissionLimit limit = new GradientLimit(20, 1, 50, 0.9);
        for (int i = 0; i < 50; i++) {
            limit.tryEnter();
            limit.succeeded(200 * MILLI);
        }
        assertThat(limit.limit()).isEqualTo(20);
    }

    @Property(tries = 300)
    void staysWithinItsBoundsAndCountsItsPlaces(@ForAll List<Boolean> answers) {
        for (AdmissionLimit limit : List.of(new AimdLimit(5, 2, 8, 0.5), new GradientLimit(5, 2, 8, 0.5))) {
            long now = 0;
            for (boolean answered : answers) {
                now += SECOND;
                assertThat(limit.tryEnter()).isTrue();
                if (answered) {
                    limit.succeeded(now % 7 * MILLI + 1);
                } else {
                    limit.refused(now);
                }
                assertThat(limit.limit()).isBetween(2.0, 8.0);
                assertThat(limit.inFlight()).isZero();
            }
        }
    }

    @Test
    void shedsNothingWhileHalfIsAccepted() {
        ClientThrottle throttle = new ClientThrottle(new ShedSpec(2.0, Duration.ofSeconds(10)));
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 100; i++) {
            assertThat(throttle.shed(i, random)).isFalse();
            throttle.accepted(i);
        }
        assertThat(throttle.probability(100)).isZero();
    }

    @Test
    void shedsNearlyAllWhenNothingIsAccepted() {
        ClientThrottle throttle = new ClientThrottle(new ShedSpec(2.0, Duration.ofSeconds(10)));
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 99; i++) {
            throttle.shed(i, random);
        }
        assertThat(throttle.probability(100)).isEqualTo(0.99);
    }

    @Test
    void forgetsRefusalsThatAreOlderThanTheWindow() {
        ClientThrottle throttle = new ClientThrottle(new ShedSpec(2.0, Duration.ofSeconds(10)));
        throttle.shed(0, new SplittableRandom(1));
        assertThat(throttle.probability(SECOND)).isEqualTo(0.5);
        assertThat(throttle.probability(11 * SECOND)).isZero();
    }

    private static void full(AdmissionLimit limit, int rounds, long ttftNanos) {
        for (int round = 0; round < rounds; round++) {
            while (limit.tryEnter()) {
                // take every place
            }
            while (limit.inFlight() > 0) {
                limit.succeeded(ttftNanos);
            }
        }
    }
}
