package io.tokenweir.report.check;

import java.util.Map;
import java.util.Set;

import io.tokenweir.events.AttemptEnded;
import io.tokenweir.events.Decision;
import io.tokenweir.events.DecisionKind;
import io.tokenweir.events.Outcome;
import io.tokenweir.events.RequestEnded;
import io.tokenweir.events.RequestEvent;
import io.tokenweir.events.Series;
import io.tokenweir.report.check.Quantity.Kind;

/** What one event of weir.requests adds to the check's own sums, by the definitions of the glossary. Pure. */
final class RequestFacts {
    /** A wait shorter than asked by up to this is rounding. */
    private static final long ROUNDING_NANOS = 1_000_000;

    /** A wait longer than asked by this or more is late. */
    private static final long LATE_NANOS = 1_000_000_000;

    private RequestFacts() {}

    static void add(RequestEvent event, Tally delta, Map<Metric, Buckets> distributions) {
        if (event.getAttemptEnded() != null) {
            attempt(event.getAttemptEnded(), stage(event.getSeries()), delta, distributions);
        }
        if (event.getEnded() != null) {
            ended(event.getEnded(), stage(event.getSeries()), delta, distributions);
        }
        if (event.getDecision() != null) {
            decision(event.getDecision(), delta, distributions);
        }
    }

    /** As rows name it; without a series, nowhere. */
    static String stage(Series series) {
        return series == null ? "?" : series.getScenario() + "/" + series.getStage();
    }

    /** Which limit an attempt with this outcome was refused for; null when for none. */
    static String axis(String outcome) {
        return switch (outcome) {
            case "RATE_REQUESTS" -> "RPM";
            case "RATE_TOKENS" -> "TPM";
            case "RATE_DAY" -> "DAY";
            case "RATE_UNSPECIFIED" -> "UNSPECIFIED";
            case "CONCURRENCY", "RAMP", "SHARED_CAPACITY", "OVERLOAD", "QUOTA", "DECLINED" -> outcome;
            default -> null;
        };
    }

    private static void attempt(AttemptEnded attempt, String stage, Tally delta, Map<Metric, Buckets> distributions) {
        String outcome = attempt.getOutcome().name();
        delta.add(Kind.ATTEMPTS, outcome, 1)
                .add(Kind.INPUT_TOKENS, attempt.getInputTokens())
                .add(Kind.CACHED_INPUT_TOKENS, attempt.getCachedInputTokens())
                .add(Kind.OUTPUT_TOKENS, attempt.getOutputTokens())
                .add(Kind.REASONING_TOKENS, attempt.getReasoningTokens())
                .add(Kind.COST, attempt.getCostPico())
                .add(Kind.STAGE_ATTEMPTS, stage, 1)
                .add(Kind.STAGE_OUTPUT_TOKENS, stage, attempt.getOutputTokens())
                .add(Kind.STAGE_COST, stage, attempt.getCostPico());
        if (attempt.getOutcome() != Outcome.OK) {
            delta.add(Kind.WASTED_COST, attempt.getCostPico());
        }
        if (axis(outcome) != null) {
            delta.add(Kind.THROTTLED, axis(outcome), 1);
        }
        attempt.getHeadroomPpm()
                .forEach((limit, ppm) -> delta.add(Kind.LIMIT_ANSWERS, limit, 1)
                        .add(Kind.HEADROOM, limit, ppm)
                        .add(Kind.LEAST_HEADROOM, limit, ppm));
        distributions.get(Metric.END_TO_END).record(attempt.getDurationNanos());
        if (attempt.getTpotNanos() != null) {
            distributions.get(Metric.TPOT).record(attempt.getTpotNanos());
        }
        if (attempt.getRetryAfterNanos() != null) {
            distributions.get(Metric.RETRY_AFTER).record(attempt.getRetryAfterNanos());
        }
    }

    private static void ended(RequestEnded ended, String stage, Tally delta, Map<Metric, Buckets> distributions) {
        delta.add(Kind.REQUESTS, ended.getOutcome().name(), 1).add(Kind.STAGE_REQUESTS, stage, 1);
        if (ended.getAttempts() >= 1) {
            delta.add(Kind.ATTEMPTED_REQUESTS, 1).add(Kind.ENDED_ATTEMPTS, ended.getAttempts());
        }
        if (ended.getAttempts() >= 2) {
            delta.add(Kind.RETRIED_REQUESTS, 1);
        }
        if (ended.getSloMet()) {
            delta.add(Kind.GOOD_REQUESTS, 1).add(Kind.GOOD_OUTPUT_TOKENS, ended.getOutputTokens());
        }
        for (DecisionKind path : Set.copyOf(ended.getPaths())) {
            delta.add(Kind.REQUESTS_BY_PATH, path.name(), 1);
        }
        distributions.get(Metric.END_TO_END_INTENDED).record(ended.getDurationNanos());
        distributions.get(Metric.QUEUE_WAIT).record(ended.getQueueWaitNanos());
        distributions.get(Metric.RETRY_WAIT).record(ended.getRetryWaitNanos());
    }

    private static void decision(Decision decision, Tally delta, Map<Metric, Buckets> distributions) {
        DecisionKind kind = decision.getKind();
        delta.add(Kind.DECISIONS, kind.name(), 1);
        boolean waits = kind == DecisionKind.OBEY_RETRY_AFTER
                || kind == DecisionKind.BACK_OFF
                || kind == DecisionKind.RETRY_AT_ONCE;
        Long asked = decision.getAskedWaitNanos();
        Long waited = decision.getWaitNanos();
        if (!waits || asked == null || waited == null) {
            return;
        }
        delta.add(Kind.ASKED_WAITS, 1);
        distributions.get(Metric.DECIDED_WAIT).record(waited);
        if (asked - waited > ROUNDING_NANOS) {
            delta.add(Kind.EARLY_WAITS, 1).add(Kind.EARLY_NANOS, asked - waited);
        } else if (waited > asked) {
            delta.add(Kind.BEYOND_NANOS, waited - asked);
            delta.add(Kind.LATE_WAITS, waited - asked >= LATE_NANOS ? 1 : 0);
        }
    }
}
