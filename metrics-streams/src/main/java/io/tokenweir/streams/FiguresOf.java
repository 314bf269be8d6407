package io.tokenweir.streams;

import java.util.Map;

import io.tokenweir.events.DecisionKind;
import io.tokenweir.events.Figures;
import io.tokenweir.events.Outcome;
import io.tokenweir.streams.Sums.Amount;
import io.tokenweir.streams.Sums.Breakdown;

/** Ratios of exact sums. Each is one division at the very end: equal sums give equal figures. */
final class FiguresOf {
    private static final long PER_THOUSAND = 1000;

    private FiguresOf() {}

    /**
     * @param seconds that rates are per
     * @param overall whether the series counts what was offered: grouping RUN
     */
    static Figures of(Sums sums, double seconds, boolean overall) {
        Map<String, Long> throttled = ThrottleAxis.of(sums.get(Breakdown.ATTEMPTS));
        long attempts = sums.total(Breakdown.ATTEMPTS);
        long ended = sums.total(Breakdown.REQUESTS);
        long input = sums.get(Amount.INPUT_TOKENS);
        long output = sums.get(Amount.OUTPUT_TOKENS);
        long cost = sums.get(Amount.COST_PICO);
        Figures.Builder figures = Figures.newBuilder()
                .setSeconds(seconds)
                .setEndedPerSecond(ratio(ended, seconds))
                .setGoodPerSecond(ratio(sums.get(Amount.GOOD_REQUESTS), seconds))
                .setAttemptsPerSecond(ratio(attempts, seconds))
                .setArrivalsPerSecond(ratio(sums.get(Amount.ARRIVALS), seconds))
                .setInputTokensPerSecond(ratio(input, seconds))
                .setOutputTokensPerSecond(ratio(output, seconds))
                .setGoodOutputTokensPerSecond(ratio(sums.get(Amount.GOOD_OUTPUT_TOKENS), seconds))
                .setGoodShare(ratio(sums.get(Amount.GOOD_REQUESTS), ended))
                .setThrottledByAxis(throttled)
                .setThrottledShare(ratio(
                        throttled.values().stream().mapToLong(Long::longValue).sum(), attempts))
                .setShedShare(ratio(sums.get(Breakdown.REQUESTS).getOrDefault(Outcome.SHED.name(), 0L), ended))
                .setQueuedShare(ratio(path(sums, DecisionKind.ADMISSION_WAIT), ended))
                .setFallenBackShare(ratio(path(sums, DecisionKind.FALL_BACK), ended))
                .setRetriedShare(ratio(sums.get(Amount.RETRIED_REQUESTS), sums.get(Amount.ATTEMPTED_REQUESTS)))
                .setAmplification(ratio(sums.get(Amount.ENDED_ATTEMPTS), sums.get(Amount.ATTEMPTED_REQUESTS)))
                .setRetryAfterCompliance(ratio(
                        sums.get(Amount.ASKED_WAITS) - sums.get(Amount.EARLY_WAITS), sums.get(Amount.ASKED_WAITS)))
                .setCostPerRequestPico(ratio(cost, ended))
                .setCostPerThousandTokensPico(ratio((double) cost * PER_THOUSAND, input + output))
                .setCostPerGoodTokenPico(ratio(cost, sums.get(Amount.GOOD_OUTPUT_TOKENS)))
                .setWastedShare(ratio(sums.get(Amount.WASTED_COST_PICO), cost));
        if (overall) {
            figures.setOfferedPerSecond(ratio(sums.get(Amount.OFFERED), seconds))
                    .setStartedPerSecond(ratio(sums.get(Amount.STARTED), seconds));
        }
        return figures.build();
    }

    /** Largest relative error of a percentile, in millionths, rounded up: (base - 1) / (base + 1). */
    static int percentileErrorPpm(Sums sums) {
        double base = Math.pow(2, Math.pow(2, -sums.coarsestSchema()));
        return (int) Math.ceil((base - 1) / (base + 1) * 1e6);
    }

    private static long path(Sums sums, DecisionKind kind) {
        return sums.get(Breakdown.REQUESTS_BY_PATH).getOrDefault(kind.name(), 0L);
    }

    private static Double ratio(double part, double whole) {
        return whole == 0 ? null : (Double) (part / whole);
    }
}
