package io.tokenweir.common.threshold;

import java.util.Map;

import io.tokenweir.common.outcome.Refusal;

/** Figures of thresholds on what is counted: counts, shares, rates per second, amplification, cost. Pure. */
public final class CountedFigures {
    private CountedFigures() {}

    /** @param counts of the threshold's selection. Null when the metric is none of these */
    public static Reading read(Threshold threshold, RunCounts counts, MeterSeconds meter) {
        ThresholdMetric metric = threshold.metric();
        return switch (metric) {
            case AMPLIFICATION ->
                counts.started() == 0
                        ? Reading.missing("no request was started")
                        : Reading.of((double) counts.attemptsEnded() / counts.started());
            case COST -> cost(counts.cost());
            case WASTED_COST -> cost(counts.wastedCost());
            default -> {
                Long count = count(threshold, counts, meter);
                yield count == null ? null : aggregated(threshold, count, counts, meter);
            }
        };
    }

    private static Reading aggregated(Threshold threshold, long count, RunCounts counts, MeterSeconds meter) {
        return switch (threshold.aggregation().of()) {
            case COUNT -> Reading.of(count);
            case PER_SECOND ->
                counts.seconds() > 0
                        ? Reading.of(count / counts.seconds())
                        : Reading.missing("the run ended before its measured time began");
            default -> share(threshold.metric(), count, counts, meter);
        };
    }

    private static Reading share(ThresholdMetric metric, long count, RunCounts counts, MeterSeconds meter) {
        long whole = switch (metric) {
            case ATTEMPTS, REFUSED, FAILED_ATTEMPTS -> counts.attemptsEnded();
            case VALID_SECONDS, INVALID_SECONDS -> meter.total();
            default -> counts.requestsEnded();
        };
        String of = switch (metric) {
            case ATTEMPTS, REFUSED, FAILED_ATTEMPTS -> "no attempt ended";
            case VALID_SECONDS, INVALID_SECONDS -> "no second was measured";
            default -> "no request ended";
        };
        return whole == 0 ? Reading.missing(of) : Reading.of((double) count / whole);
    }

    /** Null when it is none of what is counted. */
    private static Long count(Threshold threshold, RunCounts counts, MeterSeconds meter) {
        return switch (threshold.metric()) {
            case OFFERED -> counts.offered();
            case STARTED -> counts.started();
            case ACHIEVED, ANSWERED -> OutcomeClass.count("OK", counts.requests());
            case GOODPUT, GOOD -> counts.good();
            case FAILED -> OutcomeClass.count("failed", counts.requests());
            case DROPPED -> OutcomeClass.count("DROPPED", counts.requests());
            case SHED -> OutcomeClass.count("SHED", counts.requests());
            case REQUESTS -> classed(threshold, counts.requests(), Map.of());
            case ATTEMPTS -> classed(threshold, counts.attempts(), counts.attemptsByStatus());
            case REFUSED -> Refusal.total(counts.attempts());
            case FAILED_ATTEMPTS -> OutcomeClass.count("failed", counts.attempts());
            case RETRIES -> counts.retries();
            case ARRIVALS -> counts.arrivals();
            case INPUT_TOKENS -> counts.inputTokens();
            case OUTPUT_TOKENS -> counts.outputTokens();
            case VALID_SECONDS -> (long) meter.valid();
            case INVALID_SECONDS -> (long) meter.invalid();
            default -> null;
        };
    }

    private static Long classed(Threshold threshold, Map<String, Long> byOutcome, Map<String, Long> byStatus) {
        String outcome = threshold.classes().get("outcome");
        String status = threshold.classes().get("status");
        if (status != null) {
            return byStatus == null ? null : byStatus.getOrDefault(status, 0L);
        }
        return outcome == null ? (Long) RunCounts.sum(byOutcome) : (Long) OutcomeClass.count(outcome, byOutcome);
    }

    private static Reading cost(Double cost) {
        return cost == null ? Reading.missing("the scenario has no prices") : Reading.of(cost);
    }
}
