package io.tokenweir.load.react;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

import io.tokenweir.common.rate.BackOff;
import io.tokenweir.common.scenario.ReactionSpec;
import io.tokenweir.common.scenario.ReactionSpec.Retry;
import io.tokenweir.events.Decision;
import io.tokenweir.events.DecisionKind;
import io.tokenweir.protocol.outcome.Outcome;

/**
 * Decides what a virtual user does when an attempt did not end well: a function of the situation, the declared policy, and
 * seeded randomness; the only state is the shared retry budget.
 *
 * <p>In this order: a key whose quota is spent, or that is not accepted, is parked; a request that was refused often enough,
 * or would wait longer than its patience, falls back to the smaller model once; whoever obeys waits what the server asked
 * plus up to a tenth; otherwise the back-off's wait, or none for the naive. Nothing is retried once an answer has begun.
 */
public final class ReactionPolicy {
    private final ReactionSpec spec;
    private final BackOff backOff;
    private final RetryBudget budget;
    private final RandomGenerator random;

    /** @param budget null: no budget */
    public ReactionPolicy(ReactionSpec spec, RetryBudget budget, RandomGenerator random) {
        this.spec = spec;
        this.backOff = new BackOff(
                spec.backOffBase().toNanos(),
                Math.max(spec.backOffBase().toNanos(), spec.backOffCap().toNanos()));
        this.budget = budget;
        this.random = random;
    }

    /** A logical request makes its first attempt: it earns its share of retries. */
    public void firstAttempt() {
        if (budget != null) {
            budget.firstAttempt();
        }
    }

    public Reaction react(Situation s) {
        if (s.outcome() == Outcome.QUOTA || s.outcome() == Outcome.AUTH) {
            return park(s);
        }
        boolean refused = s.outcome().isRateRefusal() || s.outcome() == Outcome.RATE_DAY;
        boolean worthAnother = refused || s.outcome().isTransient() && !s.answerBegun();
        if (!worthAnother || spec.retry() == Retry.NONE && !mayFallBack(s)) {
            return Reaction.end();
        }
        if (s.attempts() >= spec.maxAttempts()) {
            return giveUp("after " + s.attempts() + " attempts", s);
        }
        if (mayFallBack(s) && s.refusals() >= spec.fallBack().afterRefusals()) {
            return spend(fallBack(s, s.refusals() + " refusals in a row"), s);
        }
        if (spec.retry() == Retry.NONE) {
            return Reaction.end();
        }
        return spend(wait(s), s);
    }

    private Reaction park(Situation s) {
        Decision parked = new Decision(
                DecisionKind.PARK_KEY,
                s.outcome() == Outcome.QUOTA ? "the key's quota is spent" : "the key is not accepted",
                asked(s),
                null,
                null);
        boolean down = s.outcome() == Outcome.QUOTA
                && mayFallBack(s)
                && spec.fallBack().onQuota();
        if (!down || s.attempts() >= spec.maxAttempts() || budget != null && !budget.tryRetry()) {
            return new Reaction(List.of(parked), false, 0, null, true);
        }
        List<Decision> decisions = new ArrayList<>(List.of(parked));
        Reaction fallBack = fallBack(s, "the quota for the first model is spent");
        decisions.addAll(fallBack.decisions());
        return new Reaction(List.copyOf(decisions), true, 0, fallBack.model(), true);
    }

    private Reaction wait(Situation s) {
        long left = Math.max(0, spec.patience().toNanos() - s.waitedNanos());
        if (spec.retry() == Retry.NAIVE) {
            return Reaction.retry(
                    new Decision(DecisionKind.RETRY_AT_ONCE, "naive retry of " + s.outcome(), asked(s), 0L, null), 0);
        }
        boolean obeys = spec.retry() == Retry.OBEY && s.retryAfterNanos() >= 0;
        long wait = obeys
                ? BackOff.obeyNanos(s.retryAfterNanos(), random)
                : backOff.waitNanos(Math.max(0, s.attempts() - 1), random);
        if (wait > left) {
            String tooLong = String.format(
                    Locale.ROOT, "a wait of %.3f s is beyond the patience of %.3f s left", wait / 1e9, left / 1e9);
            return mayFallBack(s) ? fallBack(s, tooLong) : giveUp(tooLong, s);
        }
        DecisionKind kind = obeys ? DecisionKind.OBEY_RETRY_AFTER : DecisionKind.BACK_OFF;
        String reason = obeys ? "the server asked to wait" : "full jitter after attempt " + s.attempts();
        return Reaction.retry(new Decision(kind, reason, asked(s), wait, null), wait);
    }

    private Reaction spend(Reaction reaction, Situation s) {
        if (reaction.again() && budget != null && !budget.tryRetry()) {
            return giveUp("the run's retry budget is spent", s);
        }
        return reaction;
    }

    private boolean mayFallBack(Situation s) {
        return spec.fallBack() != null && !s.onFallback();
    }

    private Reaction fallBack(Situation s, String why) {
        String model = spec.fallBack().model();
        Decision decision = new Decision(DecisionKind.FALL_BACK, why, asked(s), 0L, model);
        return new Reaction(List.of(decision), true, 0, model, false);
    }

    private static Reaction giveUp(String why, Situation s) {
        return Reaction.end(new Decision(DecisionKind.GIVE_UP, why, asked(s), null, null));
    }

    private static Long asked(Situation s) {
        return s.retryAfterNanos() >= 0 ? s.retryAfterNanos() : null;
    }
}
