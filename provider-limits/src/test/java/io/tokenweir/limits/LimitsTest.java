package io.tokenweir.limits;

import static io.tokenweir.limits.Holder.SECOND;
import static io.tokenweir.limits.Holder.open;
import static io.tokenweir.limits.Holder.requests;
import static io.tokenweir.limits.Holder.tokens;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LimitsTest {

    @Test
    void namesTheAxisThatRefused() {
        Holder byRequests = new Holder(requests(1), tokens(1000));
        Holder byTokens = new Holder(requests(10), tokens(1000));
        Holder byConcurrency = new Holder(open(1), requests(10), tokens(1000));
        byRequests.admit(0, 1);
        byTokens.admit(0, 900);
        byConcurrency.admit(0, 1);

        assertThat(axis(byRequests.admit(0, 1))).isEqualTo(Axis.REQUESTS);
        assertThat(axis(byTokens.admit(0, 200))).isEqualTo(Axis.TOKENS);
        assertThat(axis(byConcurrency.admit(0, 1))).isEqualTo(Axis.CONCURRENCY);
    }

    @Test
    void aRefusedRequestTakesNothingFromTheTokens() {
        Holder holder = new Holder(requests(10), tokens(1000));
        holder.admit(0, 900);

        Decision refused = holder.admit(0, 200);

        assertThat(refused.state("tokens"))
                .contains(new AxisState("tokens", Axis.TOKENS, 60 * SECOND, 1000, 900, 100, 54 * SECOND));
        assertThat(refused.state("requests").orElseThrow().remaining()).isEqualTo(9);
    }

    @Test
    void aRefusedRequestCountsAsARequestWhereRefusalsCount() {
        Holder holder = new Holder(requests(10).countingRefused(true), tokens(1000));
        holder.admit(0, 900);

        assertThat(holder.admit(0, 200).state("requests").orElseThrow().remaining())
                .isEqualTo(8);
    }

    @Test
    void blindRetriesKeepTheBucketEmptyWhereRefusalsCount() {
        Holder counting = new Holder(requests(60).countingRefused(true));
        Holder lenient = new Holder(requests(60));
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
        Decision.Refusal refusal =
                new Holder(tokens(1000)).admit(0, 1001).refusal().orElseThrow();

        assertThat(refusal.tooLarge()).isTrue();
        assertThat(refusal.waitNanos()).isEqualTo(Decision.Refusal.NEVER);
    }

    @Test
    void givesUnusedTokensBackOnlyWhereItRefunds() {
        Holder refunding = new Holder(tokens(1000).charged(Charge.PROMPT_PLUS_MAX_TOKENS, Settlement.REFUND));
        Holder keeping = new Holder(tokens(1000).charged(Charge.PROMPT_PLUS_MAX_TOKENS, Settlement.KEEP));
        for (Holder holder : List.of(refunding, keeping)) {
            holder.admit(0, new Cost(100, 100, 700, false)).pass().orElseThrow().settle(0, Usage.of(100, 200));
        }

        assertThat(refunding.state(0).remaining()).isEqualTo(700);
        assertThat(keeping.state(0).remaining()).isEqualTo(200);
    }

    @Test
    void chargesTheAnswerAsItIsProducedAndRefusesTheNextInDebt() {
        Holder holder = new Holder(LimitRule.of("output", Axis.OUTPUT_TOKENS, 600, Period.MINUTE)
                .charged(Charge.AS_PRODUCED, Settlement.EXACT));
        Pass pass =
                holder.admit(0, new Cost(50_000, 50_000, 64_000, true)).pass().orElseThrow();
        pass.produced(0, 500);
        assertThat(holder.state(0).remaining()).isEqualTo(100);
        pass.produced(0, 400);

        Decision.Refusal refusal = holder.admit(0, 1).refusal().orElseThrow();
        pass.settle(0, Usage.of(50_000, 900));

        assertThat(holder.state(0).used()).isEqualTo(900);
        assertThat(refusal.waitNanos()).isEqualTo(301 * SECOND / 10);
        assertThat(holder.admit(refusal.waitNanos(), 1).admitted()).isTrue();
    }

    @Test
    void burnsMoreThanOnePerTokenOfTheAnswerWhenItSettles() {
        Holder holder = new Holder(tokens(10_000)
                .charged(Charge.PROMPT_PLUS_MAX_TOKENS, Settlement.EXACT)
                .burning(5));
        Pass pass = holder.admit(0, new Cost(1000, 1000, 4000, false)).pass().orElseThrow();
        assertThat(holder.state(0).remaining()).isEqualTo(5000);

        pass.settle(0, Usage.of(1000, 100));

        assertThat(holder.state(0).remaining()).isEqualTo(8500);
    }

    @Test
    void doesNotCountCachedPromptTokensAsInput() {
        Holder holder = new Holder(
                LimitRule.of("input", Axis.INPUT_TOKENS, 1000, Period.MINUTE).charged(Charge.PROMPT, Settlement.EXACT));
        Pass pass = holder.admit(0, new Cost(800, 900, 5000, false)).pass().orElseThrow();
        assertThat(holder.state(0).remaining()).isEqualTo(200);

        pass.settle(0, new Usage(800, 700, 10, 0));

        assertThat(holder.state(0).remaining()).isEqualTo(900);
    }

    @Test
    void givesCachedTokensBackWhereTheyAreFree() {
        Holder holder = new Holder(tokens(10_000)
                .charged(Charge.PROMPT_PLUS_MAX_TOKENS, Settlement.EXACT)
                .sparingCached(true));

        holder.admit(0, new Cost(1000, 1000, 500, false)).pass().orElseThrow().settle(0, new Usage(1000, 900, 50, 0));

        assertThat(holder.state(0).used()).isEqualTo(150);
    }

    @Test
    void spendsMoneyThatNeverComesBack() {
        Holder credits =
                new Holder(LimitRule.of("credits", Axis.SPEND, 100, Period.DAY).counted(Counting.ONCE));
        credits.admit(0, 1).pass().orElseThrow().settle(0, new Usage(5, 0, 5, 101));

        Decision.Refusal refusal =
                credits.admit(400L * 86_400 * SECOND, 1).refusal().orElseThrow();

        assertThat(refusal.waitNanos()).isEqualTo(Decision.Refusal.NEVER);
        assertThat(refusal.tooLarge()).isFalse();
    }

    @Test
    void allowsNoMoreInASliceThanItsPart() {
        Holder holder = new Holder(requests(600).counted(Counting.ALIGNED).sliced(SECOND));
        for (int i = 0; i < 10; i++) {
            assertThat(holder.admit(SECOND / 4, 1).admitted()).isTrue();
        }

        Decision refused = holder.admit(SECOND / 4, 1);

        assertThat(refused.refusal().orElseThrow().waitNanos()).isEqualTo(3 * SECOND / 4);
        assertThat(refused.state("requests").orElseThrow().remaining()).isZero();
        assertThat(holder.admit(SECOND, 1).admitted()).isTrue();
    }

    @Test
    void refusesGrowthBeyondTwiceTheMinuteBefore() {
        Holder holder = new Holder(LimitRule.of("ramp", Axis.RAMP, 100, Period.MINUTE)
                .counted(Counting.RAMP)
                .charged(Charge.PROMPT, Settlement.KEEP));
        assertThat(holder.admit(0, 100).admitted()).isTrue();
        assertThat(holder.admit(SECOND, 50).admitted()).isFalse();

        assertThat(holder.admit(61 * SECOND, 200).admitted()).isTrue();
        assertThat(axis(holder.admit(61 * SECOND, 1))).isEqualTo(Axis.RAMP);
    }

    @Test
    void keepsWhatIsUsedWhenTheLimitChanges() {
        Holder bucket = new Holder(tokens(1000));
        Holder window = new Holder(tokens(1000).counted(Counting.SLIDING));
        for (Holder holder : List.of(bucket, window)) {
            holder.admit(0, 600);
            holder.change(0, 500);

            assertThat(holder.state(0).used()).isEqualTo(600);
            assertThat(holder.admit(0, 1).admitted()).isFalse();

            holder.change(0, 2000);
            assertThat(holder.state(0).remaining()).isEqualTo(1400);
        }
    }

    @Property(tries = 300)
    void neverHasMoreOpenThanAllowed(
            @ForAll @Size(max = 100) List<Boolean> arrivals, @ForAll @IntRange(min = 1, max = 5) int most) {
        Holder holder = new Holder(open(most));
        Deque<Pass> open = new ArrayDeque<>();
        for (boolean arrival : arrivals) {
            if (arrival) {
                holder.admit(0, 1).pass().ifPresent(open::add);
            } else if (!open.isEmpty()) {
                open.poll().settle(0, Usage.of(1, 1));
            }
            assertThat(holder.state(0).used()).isEqualTo(open.size()).isLessThanOrEqualTo(most);
        }
    }

    private static Axis axis(Decision decision) {
        return decision.refusal().orElseThrow().axis();
    }
}
