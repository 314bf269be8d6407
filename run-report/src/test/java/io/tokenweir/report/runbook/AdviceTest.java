package io.tokenweir.report.runbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.tokenweir.common.expect.LoadAt.Axis;
import io.tokenweir.report.runbook.Wall.State;

/** What to set, and the arithmetic that is shown for it. */
class AdviceTest {
    private static final Mean TWO_SECONDS = new Mean(2, 1.8, 2.2, 900);
    private static final Mean TOKENS = new Mean(250, 240.0, 260.0, 900);
    private static final Mean CHARGED = new Mean(1_024, null, null, 1_000);

    @Test
    void theCapOfARateLimitIsLittlesLawWithBothIntervalsCarriedThrough() {
        Advice cap = advice(Axis.REQUESTS, null, false).get(0);

        assertThat(cap.low()).isEqualTo(540 / 60.0 * 1.8);
        assertThat(cap.high()).isEqualTo(660 / 60.0 * 2.2);
        assertThat(cap.value()).isEqualTo(16);
        assertThat(cap.arithmetic()).contains("600 requests/min", "2.00 s in system", "= 20; 95 %: 16 to 24");
    }

    @Test
    void theCapOfAConcurrencyLimitIsTheLowerEndOfItsInterval() {
        Advice cap = advice(Axis.CONCURRENCY, null, false).get(0);

        assertThat(cap.value()).isEqualTo(540);
        assertThat(cap.arithmetic()).contains("the limit is on concurrency itself");
    }

    @Test
    void theRetryBudgetIsTheRoomBetweenPlanAndOnset() {
        Advice budget = advice(Axis.REQUESTS, new Plan(500, false), false).get(1);

        assertThat(budget.value()).isCloseTo(8, within(1e-9));
        assertThat(budget.arithmetic()).startsWith("onset 540 (lower end) ÷ planned 500");
    }

    @Test
    void aPlanAboveTheOnsetLeavesNoRoomForRetries() {
        Advice budget = advice(Axis.REQUESTS, new Plan(1_200, false), false).get(1);

        assertThat(budget.value()).isZero();
        assertThat(budget.arithmetic()).contains("no room at all");
    }

    @Test
    void theLimitToAskForCoversAllMinutesButOneInAThousand() {
        List<Advice> all = advice(Axis.REQUESTS, new Plan(400, false), false);

        assertThat(all.get(2).value()).isEqualTo(462);
        assertThat(all.get(3).value()).isEqualTo(Math.ceil((400 + 3.09 * 20) * 260));
    }

    @Test
    void aLimiterThatChargesUpFrontNeedsRoomForMaxTokens() {
        List<Advice> all = advice(Axis.REQUESTS, new Plan(400, false), true);

        assertThat(all.get(3).arithmetic()).contains("1,024 tokens charged up front");
    }

    @Test
    void actionsOfUsersCountWithWhatEachCauses() {
        assertThat(new Plan(100, true).requestsPerMinute(2.5)).isEqualTo(250);
        assertThat(new Plan(100, false).requestsPerMinute(2.5)).isEqualTo(100);
    }

    @Test
    void withoutAPlanNothingIsMadeUp() {
        List<Advice> all = advice(Axis.REQUESTS, null, false);

        assertThat(all.get(2).value()).isNull();
        assertThat(all.get(2).arithmetic()).contains("needs a plan");
    }

    private static List<Advice> advice(Axis axis, Plan plan, boolean chargedUpFront) {
        Wall wall = new Wall(axis, State.FOUND, 600.0, 540.0, 660.0, 900.0, null, null, null, true, "");
        return Advice.of(new Advice.Inputs(
                new Walls(List.of(wall), "wall search", ""), TWO_SECONDS, TOKENS, CHARGED, chargedUpFront, plan, 1));
    }
}
