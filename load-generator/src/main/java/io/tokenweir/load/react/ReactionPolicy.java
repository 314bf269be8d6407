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
 * or would wait longer than its patience, falls back once; whoever obeys waits what the server asked plus up to a tenth;
 * otherwise the back-off's wait, or none for the naive. Nothing is retried once an answer has begun.
 */
public final class ReactionPolicy {
    private static final String FALL_BACK = "fallBack";

    private final ReactionSpec spec;
    private final RetryBudget budget;
    private final RandomGenerator random;
    private final String retryName;

    /** @param budget null: no budget */
    public ReactionPolicy(ReactionSpec spec, RetryBudget budget, RandomGenerator random) {
        this.spec = spec;
        this.budget = budget;
        this.random = random;
        this.retryName = "retry/" + spec.retry().name().toLowerCase(Locale.ROOT).replace('_', '-');
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
            return giveUp(retryName, "after " + s.attempts() + " attempts", s);
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
        boolean quota = s.outcome() == Outcome.QUOTA;
        Decision parked = Decisions.of(
                DecisionKind.PARK_KEY,
                "parkKey",
                quota ? "the key's quota is spent" : "the key is not accepted",
                s.retryAfterNanos(),
                null);
        boolean down = quota && mayFallBack(s) && spec.fallBack().onQuota();
        if (!down || s.attempts() >= spec.maxAttempts() || budget != null && !budget.tryRetry(s.nowNanos())) {
            return new Reaction(List.of(parked), false, 0, false, true);
        }
        List<Decision> decisions = new ArrayList<>(List.of(parked));
        decisions.addAll(fallBack(s, "the quota for the first model is spent").decisions());
        return new Reaction(List.copyOf(decisions), true, 0, true, true);
    }

    private Reaction wait(Situation s) {
        if (spec.retry() == Retry.NAIVE) {
            return Reaction.retry(
                    Decisions.of(
                            DecisionKind.RETRY_AT_ONCE,
                            retryName,
                            "naive retry of " + s.outcome(),
                            s.retryAfterNanos(),
                            0L),
                    0);
        }
        // A server that asks for nothing at all (seen with Azure) has given no hint.
        boolean obeys = spec.retry() == Retry.OBEY && s.retryAfterNanos() > 0;
        long wait = obeys
                ? BackOff.obeyNanos(s.retryAfterNanos(), random)
                : spec.jitter()
                        .waitNanos(
                                spec.backOffBase().toNanos(),
                                spec.backOffCap().toNanos(),
                                Math.max(0, s.attempts() - 1),
                                s.lastWaitNanos(),
                                random);
        long left = Math.max(0, spec.patience().toNanos() - s.waitedNanos());
        if (wait > left) {
            String tooLong = String.format(
                    Locale.ROOT, "a wait of %.3f s is beyond the patience of %.3f s left", wait / 1e9, left / 1e9);
            return mayFallBack(s) ? fallBack(s, tooLong) : giveUp("patience", tooLong, s);
        }
        DecisionKind kind = obeys ? DecisionKind.OBEY_RETRY_AFTER : DecisionKind.BACK_OFF;
        String reason = obeys
                ? "the server asked to wait"
                : spec.jitter().name().toLowerCase(Locale.ROOT) + " jitter after attempt " + s.attempts();
        return Reaction.retry(Decisions.of(kind, retryName, reason, s.retryAfterNanos(), wait), wait);
    }

    private Reaction spend(Reaction reaction, Situation s) {
        if (reaction.again() && budget != null && !budget.tryRetry(s.nowNanos())) {
            return giveUp("retryBudget", "the scenario's retry budget is spent", s);
        }
        return reaction;
    }

    private boolean mayFallBack(Situation s) {
        return spec.fallBack() != null && !s.onFallback();
    }

    private Reaction fallBack(Situation s, String why) {
        ReactionSpec.FallBack way = spec.fallBack();
        Decision decision = Decisions.fallBack(FALL_BACK, why, s.retryAfterNanos(), way.model(), way.target());
        return new Reaction(List.of(decision), true, 0, true, false);
    }

    private static Reaction giveUp(String policy, String why, Situation s) {
        return Reaction.end(Decisions.of(DecisionKind.GIVE_UP, policy, why, s.retryAfterNanos(), null));
    }
}
