package io.tokenweir.load.react;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import io.tokenweir.common.scenario.ReactionSpec;
import io.tokenweir.common.scenario.ReactionSpec.FallBack;
import io.tokenweir.common.scenario.ReactionSpec.Retry;
import io.tokenweir.common.scenario.RetryBudgetSpec;
import io.tokenweir.events.DecisionKind;
import io.tokenweir.protocol.outcome.Outcome;

class ReactionPolicyTest {
    private static final long SECOND = 1_000_000_000L;
    private static final FallBack SMALL = new FallBack("small", null, null, 2, true);

    @Test
    void doesNothingWithoutAPolicy() {
        Reaction reaction = policy(Retry.NONE, null, null).react(refused(1, SECOND));
        assertThat(reaction.again()).isFalse();
        assertThat(reaction.decisions()).isEmpty();
    }

    @Test
    void obeysTheServerWithALittleJitter() {
        Reaction reaction = policy(Retry.OBEY, null, null).react(refused(1, 2 * SECOND));
        assertThat(kind(reaction)).isEqualTo(DecisionKind.OBEY_RETRY_AFTER);
        assertThat(reaction.waitNanos()).isBetween(2 * SECOND, 22 * SECOND / 10);
    }

    @Test
    void backsOffWhereTheServerAskedNothing() {
        Reaction reaction = policy(Retry.OBEY, null, null).react(refused(1, -1));
        assertThat(kind(reaction)).isEqualTo(DecisionKind.BACK_OFF);
        assertThat(reaction.waitNanos()).isBetween(0L, SECOND / 2);
    }

    @Test
    void givesUpBeyondItsPatience() {
        Reaction reaction = policy(Retry.OBEY, null, null).react(refused(1, 21 * SECOND));
        assertThat(kind(reaction)).isEqualTo(DecisionKind.GIVE_UP);
        assertThat(reaction.decisions().get(0).getReason()).contains("beyond the patience of 20.000 s left");
    }

    @Test
    void fallsBackRatherThanWaitBeyondItsPatience() {
        Reaction reaction = policy(Retry.OBEY, SMALL, null).react(refused(1, 21 * SECOND));
        assertThat(kind(reaction)).isEqualTo(DecisionKind.FALL_BACK);
        assertThat(reaction.decisions().get(0).getToModel()).isEqualTo("small");
    }

    @Test
    void fallsBackAfterSoManyRefusals() {
        ReactionPolicy policy = policy(Retry.OBEY, SMALL, null);
        assertThat(kind(policy.react(refused(1, SECOND)))).isEqualTo(DecisionKind.OBEY_RETRY_AFTER);
        assertThat(kind(policy.react(refused(2, SECOND)))).isEqualTo(DecisionKind.FALL_BACK);
    }

    @Test
    void neverFallsBackTwice() {
        Situation down = new Situation(Outcome.RATE_REQUESTS, 21 * SECOND, 3, 1, 0, 0, true, false, 0);
        assertThat(kind(policy(Retry.OBEY, SMALL, null).react(down))).isEqualTo(DecisionKind.GIVE_UP);
    }

    @Test
    void givesUpAfterItsAttempts() {
        assertThat(kind(policy(Retry.NAIVE, null, null).react(refused(4, -1)))).isEqualTo(DecisionKind.GIVE_UP);
    }

    @Test
    void parksTheKeyWhenTheQuotaIsSpent() {
        Reaction reaction =
                policy(Retry.OBEY, null, null).react(new Situation(Outcome.QUOTA, -1, 1, 0, 0, 0, false, false, 0));
        assertThat(kind(reaction)).isEqualTo(DecisionKind.PARK_KEY);
        assertThat(reaction.parkKey()).isTrue();
        assertThat(reaction.again()).isFalse();
    }

    @Test
    void parksTheKeyAndFallsBackWhereItMay() {
        Reaction reaction =
                policy(Retry.OBEY, SMALL, null).react(new Situation(Outcome.QUOTA, -1, 1, 0, 0, 0, false, false, 0));
        assertThat(reaction.decisions())
                .extracting(decision -> decision.getKind())
                .containsExactly(DecisionKind.PARK_KEY, DecisionKind.FALL_BACK);
        assertThat(reaction.again()).isTrue();
    }

    @Test
    void neverRetriesOnceAnAnswerHasBegun() {
        Situation cut = new Situation(Outcome.RESET, -1, 1, 0, 0, 0, false, true, 0);
        assertThat(policy(Retry.BACK_OFF, null, null).react(cut).again()).isFalse();
    }

    @Test
    void stopsRetryingWhenTheBudgetIsSpent() {
        ReactionPolicy policy = policy(Retry.NAIVE, null, new RetryBudget(RetryBudgetSpec.of(0)));
        for (int i = 0; i < 10; i++) {
            assertThat(policy.react(refused(1, -1)).again()).isTrue();
        }
        assertThat(kind(policy.react(refused(1, -1)))).isEqualTo(DecisionKind.GIVE_UP);
    }

    private static ReactionPolicy policy(Retry retry, FallBack fallBack, RetryBudget budget) {
        return new ReactionPolicy(
                new ReactionSpec(retry, 4, null, null, null, null, null, null, null, null, null, fallBack),
                budget,
                new SplittableRandom(1));
    }

    private static Situation refused(int attempts, long retryAfterNanos) {
        return new Situation(Outcome.RATE_REQUESTS, retryAfterNanos, attempts, attempts, 0, 0, false, false, 0);
    }

    private static DecisionKind kind(Reaction reaction) {
        return reaction.decisions().get(0).getKind();
    }
}
