package io.tokenweir.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import io.tokenweir.common.scenario.ScenarioFile;
import io.tokenweir.common.threshold.MeterSeconds;
import io.tokenweir.common.threshold.Reading;
import io.tokenweir.common.threshold.Threshold;
import io.tokenweir.common.threshold.ThresholdJudge;
import io.tokenweir.common.threshold.ThresholdResult;
import io.tokenweir.events.RunResult;
import io.tokenweir.load.summary.RunSummary;
import io.tokenweir.report.threshold.ResultFigures;

/**
 * Judges a run by what its topics hold, and what they do not hold by the summary that the meter kept. A threshold that ended the
 * run has failed, whatever the figures say in the end. Pure.
 */
final class ResultThresholds {
    private ResultThresholds() {}

    /** @param summary empty when the run was started elsewhere */
    static List<ThresholdResult> judge(
            List<Threshold> thresholds,
            ScenarioFile scenario,
            Collection<RunResult> results,
            Optional<RunSummary> summary) {
        double seconds = summary.map(kept -> kept.span().seconds()).orElseGet(() -> seconds(results));
        boolean priced = !scenario.prices().models().isEmpty();
        ResultFigures figures = new ResultFigures(results, seconds, priced);
        MeterSeconds meter = figures.meter();
        List<ThresholdResult> judged = new ArrayList<>();
        for (Threshold threshold : thresholds) {
            Optional<ThresholdResult> ended = summary.stream()
                    .flatMap(kept -> kept.thresholds().stream())
                    .filter(one ->
                            one.abortedAtSecond() != null && one.threshold().equals(threshold.text()))
                    .findFirst();
            judged.add(ended.orElseGet(
                    () -> ThresholdJudge.judge(threshold, read(threshold, figures, summary, meter), meter)));
        }
        return judged;
    }

    private static Reading read(
            Threshold threshold, ResultFigures figures, Optional<RunSummary> summary, MeterSeconds meter) {
        Reading reading = figures.read(threshold);
        if (reading != null) {
            return reading;
        }
        return summary.map(kept -> SummaryFigures.read(threshold, kept, meter))
                .orElseGet(() -> Reading.missing("no topic holds it, and the run left no summary here"));
    }

    private static double seconds(Collection<RunResult> results) {
        long from = results.stream()
                .mapToLong(RunResult::getFirstWindowMicros)
                .min()
                .orElse(0);
        long to = results.stream()
                .mapToLong(RunResult::getLastWindowEndMicros)
                .max()
                .orElse(0);
        return (to - from) / 1e6;
    }
}
