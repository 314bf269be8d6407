package io.tokenweir.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class MultiAxisLimiterTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void namesTheAxisThatRefused() {
        MultiAxisLimiter byRequests = limiter(1, 1000, 0, false);
        MultiAxisLimiter byTokens = limiter(10, 1000, 0, false);
        MultiAxisLimiter byConcurrency = limiter(10, 1000, 1, false);
        byRequests.admit(0, 1);
        byTokens.admit(0, 900);
        byConcurrency.admit(0, 1);

        assertThat(axis(byRequests.admit(0, 1))).isEqualTo(Axis.REQUESTS);
        assertThat(axis(byTokens.admit(0, 200))).isEqualTo(Axis.TOKENS);
        assertThat(axis(byConcurrency.admit(0, 1))).isEqualTo(Axis.CONCURRENCY);
    }

    @Test
    void aRefusedRequestTakesNothingFromTheTokens() {
        MultiAxisLimiter limiter = limiter(10, 1000, 0, false);
        limiter.admit(0, 900);

        Decision refused = limiter.admit(0, 200);

        assertThat(refused.tokens()).contains(new AxisState(1000, 100, 54 * SECOND));
        assertThat(refused.requests().orElseThrow().remaining()).isEqualTo(9);
    }

    @Test
    void aRefusedRequestCountsAsARequestWhereRefusalsCount() {
        MultiAxisLimiter limiter = limiter(10, 1000, 0, true);
        limiter.admit(0, 900);

        assertThat(limiter.admit(0, 200).requests().orElseThrow().remaining()).isEqualTo(8);
    }

    @Test
    void blindRetriesKeepTheBucketEmptyWhereRefusalsCount() {
        MultiAxisLimiter counting = limiter(60, 0, 0, true);
        MultiAxisLimiter lenient = limiter(60, 0, 0, false);
        long admitted = 0;
        long admittedLeniently = 0;
        for (long now = 0; now < 120 * SECOND; now += SECOND / 2) {
            for (int client = 0; client < 2; client++) {
                admitted += counting.admit(now, 0).admitted() ? 1 : 0;
                admittedLeniently += lenient.admit(now, 0).admitted() ? 1 : 0;
            }
        }
        assertThat(admittedLeniently).isBetween(178L, 180L);
        assertThat(admitted).isLessThan(100);
    }

    @Test
    void tellsARequestLargerThanTheLimitThatItWillNeverFit() {
        Decision refused = limiter(0, 1000, 0, false).admit(0, 1001);

        assertThat(refused.refusal().orElseThrow().tooLarge()).isTrue();
        assertThat(OpenAiLimits.headers(refused)).doesNotContainKey("retry-after");
    }

    @Test
    void givesUnusedTokensBackOnlyWhereItRefunds() {
        MultiAxisLimiter refunding = new MultiAxisLimiter(new LimitSettings(0, 1000, 0, false, true, false), 0);
        MultiAxisLimiter keeping = limiter(0, 1000, 0, false);
        for (MultiAxisLimiter limiter : List.of(refunding, keeping)) {
            limiter.settle(0, limiter.admit(0, 800).charged(), 300);
        }

        assertThat(refunding.admit(0, 700).admitted()).isTrue();
        assertThat(keeping.admit(0, 700).admitted()).isFalse();
    }

    @Property
    void neverHasMoreInFlightThanAllowed(
            @ForAll @Size(max = 100) List<Boolean> arrivals, @ForAll @IntRange(min = 1, max = 5) int most) {
        MultiAxisLimiter limiter = limiter(0, 0, most, false);
        int open = 0;
        for (boolean arrival : arrivals) {
            if (arrival) {
                open += limiter.admit(0, 1).admitted() ? 1 : 0;
            } else if (open > 0) {
                limiter.settle(0, 1, 1);
                open--;
            }
            assertThat(limiter.inFlight()).isEqualTo(open).isLessThanOrEqualTo(most);
        }
    }

    @Property
    void whoeverWaitsAsToldIsAdmitted(
            @ForAll boolean sliding,
            @ForAll boolean countRefused,
            @ForAll @Size(min = 1, max = 80) List<@IntRange(min = 1, max = 400) Integer> costs) {
        MultiAxisLimiter limiter =
                new MultiAxisLimiter(new LimitSettings(30, 1000, 0, sliding, false, countRefused), 0);
        long now = 0;
        for (int cost : costs) {
            Decision decision = limiter.admit(now, cost);
            for (int axes = 0; axes < 2 && !decision.admitted(); axes++) {
                now += decision.refusal().orElseThrow().waitNanos();
                decision = limiter.admit(now, cost);
            }
            assertThat(decision.admitted()).as("%s", decision).isTrue();
        }
    }

    private static MultiAxisLimiter limiter(int requests, long tokens, int concurrency, boolean countRefused) {
        return new MultiAxisLimiter(new LimitSettings(requests, tokens, concurrency, false, false, countRefused), 0);
    }

    private static Axis axis(Decision decision) {
        return decision.refusal().orElseThrow().axis();
    }
}
