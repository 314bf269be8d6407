package io.tokenweir.report.threshold;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.tokenweir.common.scenario.Phase;
import io.tokenweir.common.threshold.Aggregation;
import io.tokenweir.common.threshold.CountedFigures;
import io.tokenweir.common.threshold.HistogramFigures;
import io.tokenweir.common.threshold.MeterSeconds;
import io.tokenweir.common.threshold.Reading;
import io.tokenweir.common.threshold.RunCounts;
import io.tokenweir.common.threshold.Threshold;
import io.tokenweir.common.threshold.ThresholdJudge;
import io.tokenweir.common.threshold.ThresholdMetric;
import io.tokenweir.events.Aggregate;
import io.tokenweir.events.Distribution;
import io.tokenweir.events.Grouping;
import io.tokenweir.events.RunResult;
import io.tokenweir.events.SeriesKey;
import io.tokenweir.histogram.ExponentialHistogram;

/**
 * What thresholds are held against when a run's results come from its topics: totals of its windows, by scenario and stage,
 * warm-up and cool-down left out. Durations are those of the windows in which the meter was healthy, within 0.54 %. Pure.
 */
public final class ResultFigures {
    private static final double PICO = 1e12;
    private static final Map<ThresholdMetric, Function<Aggregate, Distribution>> LATENCIES = Map.of(
            ThresholdMetric.TTFT, Aggregate::getTtft,
            ThresholdMetric.TTFT_INTENDED, Aggregate::getTtftIntended,
            ThresholdMetric.TTFAT, Aggregate::getTtfat,
            ThresholdMetric.INTER_TOKEN, Aggregate::getInterToken,
            ThresholdMetric.TPOT, Aggregate::getTpot,
            ThresholdMetric.END_TO_END, Aggregate::getEndToEnd,
            ThresholdMetric.END_TO_END_INTENDED, Aggregate::getEndToEndIntended,
            ThresholdMetric.QUEUE_WAIT, Aggregate::getQueueWait,
            ThresholdMetric.RETRY_WAIT, Aggregate::getRetryWait);

    private final Collection<RunResult> results;
    private final double seconds;
    private final boolean priced;

    /**
     * @param results the newest of every series of the run
     * @param seconds that rates per second are of
     * @param priced whether the run had prices
     */
    public ResultFigures(Collection<RunResult> results, double seconds, boolean priced) {
        this.results = List.copyOf(results);
        this.seconds = seconds;
        this.priced = priced;
    }

    /** Seconds of the run by the meter's verdict. */
    public MeterSeconds meter() {
        int total = 0;
        int valid = 0;
        int suspect = 0;
        for (RunResult result : results) {
            if (result.getSeries().getGrouping() == Grouping.RUN) {
                total += result.getWindows();
                valid += result.getValidWindows();
                suspect += result.getSuspectWindows();
            }
        }
        return new MeterSeconds(total, valid, total - valid - suspect);
    }

    /** Null when no topic holds the figure. */
    public Reading read(Threshold threshold) {
        Function<Aggregate, Distribution> latency = LATENCIES.get(threshold.metric());
        if (latency != null) {
            return latency(threshold, latency);
        }
        return switch (threshold.metric()) {
            case OFFERED, STARTED, RETRIES, AMPLIFICATION -> null;
            default -> {
                boolean byStatus = threshold.classes().containsKey("status");
                yield byStatus ? null : CountedFigures.read(threshold, counts(threshold), meter());
            }
        };
    }

    /** End to end counts only what was answered in full: a refusal is quick, and no answer. */
    private Reading latency(Threshold threshold, Function<Aggregate, Distribution> latency) {
        boolean answered = threshold.metric() == ThresholdMetric.END_TO_END
                || threshold.metric() == ThresholdMetric.END_TO_END_INTENDED;
        ExponentialHistogram all = new ExponentialHistogram();
        ExponentialHistogram trusted = new ExponentialHistogram();
        for (RunResult result : results) {
            SeriesKey series = result.getSeries();
            if (answered
                    ? series.getGrouping() == Grouping.OUTCOME
                            && series.getOutcome().equals("OK")
                            && selects(threshold, series)
                    : isModel(threshold, series)) {
                all.merge(ExponentialHistogram.fromAvro(latency.apply(result.getTotals())));
                Aggregate healthy = result.getTrusted() == null ? result.getTotals() : result.getTrusted();
                trusted.merge(ExponentialHistogram.fromAvro(latency.apply(healthy)));
            }
        }
        Aggregation wanted = threshold.aggregation();
        Double everything = HistogramFigures.read(wanted, all);
        if (!threshold.needsHealthyMeter()) {
            return Reading.of(everything);
        }
        Double value = HistogramFigures.read(wanted, trusted);
        if (value != null) {
            return new Reading(value, null, everything, null);
        }
        return Reading.missing(
                all.isEmpty()
                        ? "there is no value"
                        : trusted.isEmpty()
                                ? "the meter was invalid in every second that has a value"
                                : ThresholdJudge.tooFew(trusted.count(), wanted.quantile()));
    }

    private RunCounts counts(Threshold threshold) {
        Map<String, Long> requests = new HashMap<>();
        Map<String, Long> attempts = new HashMap<>();
        long good = 0;
        long arrivals = 0;
        long input = 0;
        long output = 0;
        long cost = 0;
        long wasted = 0;
        for (RunResult result : results) {
            if (!isModel(threshold, result.getSeries())) {
                continue;
            }
            Aggregate totals = result.getTotals();
            totals.getRequests().forEach((outcome, count) -> requests.merge(outcome, count, Long::sum));
            totals.getAttempts().forEach((outcome, count) -> attempts.merge(outcome, count, Long::sum));
            good += totals.getGoodRequests();
            arrivals += totals.getArrivals();
            input += totals.getInputTokens();
            output += totals.getOutputTokens();
            cost += totals.getCostPico();
            wasted += totals.getWastedCostPico();
        }
        return new RunCounts(
                0,
                0,
                good,
                0,
                requests,
                attempts,
                Map.of(),
                arrivals,
                input,
                output,
                priced ? (Double) (cost / PICO) : null,
                priced ? (Double) (wasted / PICO) : null,
                seconds);
    }

    private static boolean isModel(Threshold threshold, SeriesKey series) {
        return series.getGrouping() == Grouping.MODEL && selects(threshold, series);
    }

    private static boolean selects(Threshold threshold, SeriesKey series) {
        return Phase.isMeasured(series.getStage())
                && threshold
                        .selection()
                        .getOrDefault("scenario", series.getScenario())
                        .equals(series.getScenario())
                && threshold
                        .selection()
                        .getOrDefault("stage", series.getStage())
                        .equals(series.getStage());
    }
}
