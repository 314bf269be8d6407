package io.tokenweir.report.check;

import java.util.Map;

import io.tokenweir.events.Aggregate;
import io.tokenweir.events.Figures;
import io.tokenweir.report.check.Quantity.Kind;

/** What one aggregate of a result says, as quantities. Pure. */
final class AggregateFacts {
    private AggregateFacts() {}

    /** @param figures null in corrections, which add what came late */
    static void add(Aggregate aggregate, Figures figures, Tally delta) {
        delta.add(Kind.RECORDS, aggregate.getRecords())
                .add(Kind.RECORD_HASH, aggregate.getRecordHash())
                .addEach(Kind.REQUESTS, aggregate.getRequests())
                .addEach(Kind.ATTEMPTS, aggregate.getAttempts())
                .add(Kind.ATTEMPTED_REQUESTS, aggregate.getAttemptedRequests())
                .add(Kind.ENDED_ATTEMPTS, aggregate.getEndedAttempts())
                .add(Kind.RETRIED_REQUESTS, aggregate.getRetriedRequests())
                .addEach(Kind.REQUESTS_BY_PATH, aggregate.getRequestsByPath())
                .addEach(Kind.DECISIONS, aggregate.getDecisions())
                .add(Kind.ASKED_WAITS, aggregate.getAskedWaits())
                .add(Kind.EARLY_WAITS, aggregate.getEarlyWaits())
                .add(Kind.EARLY_NANOS, aggregate.getEarlyNanos())
                .add(Kind.LATE_WAITS, aggregate.getLateWaits())
                .add(Kind.BEYOND_NANOS, aggregate.getBeyondNanos())
                .addEach(Kind.LIMIT_ANSWERS, aggregate.getLimitAnswers())
                .addEach(Kind.HEADROOM, aggregate.getHeadroomPpm())
                .addEach(Kind.LEAST_HEADROOM, aggregate.getLowestHeadroomPpm())
                .add(Kind.ARRIVALS, aggregate.getArrivals())
                .add(Kind.INPUT_TOKENS, aggregate.getInputTokens())
                .add(Kind.CACHED_INPUT_TOKENS, aggregate.getCachedInputTokens())
                .add(Kind.OUTPUT_TOKENS, aggregate.getOutputTokens())
                .add(Kind.REASONING_TOKENS, aggregate.getReasoningTokens())
                .add(Kind.GOOD_REQUESTS, aggregate.getGoodRequests())
                .add(Kind.GOOD_OUTPUT_TOKENS, aggregate.getGoodOutputTokens())
                .add(Kind.COST, aggregate.getCostPico())
                .add(Kind.WASTED_COST, aggregate.getWastedCostPico());
        throttled(aggregate.getAttempts(), figures, delta);
    }

    static void addStage(String stage, Aggregate aggregate, Tally delta) {
        delta.add(Kind.STAGE_REQUESTS, stage, total(aggregate.getRequests()))
                .add(Kind.STAGE_ATTEMPTS, stage, total(aggregate.getAttempts()))
                .add(Kind.STAGE_ARRIVALS, stage, aggregate.getArrivals())
                .add(Kind.STAGE_OUTPUT_TOKENS, stage, aggregate.getOutputTokens())
                .add(Kind.STAGE_COST, stage, aggregate.getCostPico());
    }

    private static void throttled(Map<String, Long> attempts, Figures figures, Tally delta) {
        if (figures != null) {
            delta.addEach(Kind.THROTTLED, figures.getThrottledByAxis());
            return;
        }
        attempts.forEach((outcome, count) -> {
            if (RequestFacts.axis(outcome) != null) {
                delta.add(Kind.THROTTLED, RequestFacts.axis(outcome), count);
            }
        });
    }

    private static long total(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
