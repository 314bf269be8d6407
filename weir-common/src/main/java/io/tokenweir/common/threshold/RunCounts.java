package io.tokenweir.common.threshold;

import java.util.Map;

/**
 * What was counted in a run, or in a part of it: exact whatever the meter's health.
 *
 * @param requests that ended, by outcome
 * @param attempts that ended, by outcome
 * @param attemptsByStatus by HTTP status; null when it was not kept
 * @param cost in units of the currency; null without prices
 * @param seconds that rates per second are of
 */
public record RunCounts(
        long offered,
        long started,
        long good,
        long retries,
        Map<String, Long> requests,
        Map<String, Long> attempts,
        Map<String, Long> attemptsByStatus,
        long arrivals,
        long inputTokens,
        long outputTokens,
        Double cost,
        Double wastedCost,
        double seconds) {

    long requestsEnded() {
        return sum(requests);
    }

    long attemptsEnded() {
        return sum(attempts);
    }

    static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
