package io.tokenweir.load.summary;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import io.tokenweir.common.health.ErrorBounds;
import io.tokenweir.common.health.Validity.Finding;
import io.tokenweir.common.health.Validity.Judgement;
import io.tokenweir.common.threshold.MeterSeconds;
import io.tokenweir.events.Verdict;

/**
 * How far the latencies of the measured span can be trusted. Pure.
 *
 * <p>By the meter's own windows: invalid when more than a tenth of them are, suspect when any is, or when
 * more than a tenth are suspect. By the error bound, for what is measured at reads: invalid past 5 % of the median, suspect
 * past half of that. The bound is that of the worst window that is not invalid.
 */
final class MeterVerdict {
    private static final int BAD_SHARE = 10;
    private static final double ERROR_SHARE = 0.05;
    private static final long SECOND_MICROS = 1_000_000L;

    private final int total;
    private final int valid;
    private final int suspect;
    private final int invalid;
    private final ErrorBounds errors;
    private final List<String> reasons = new ArrayList<>();
    private final String verdict;
    private final List<Double> leftOut;

    /**
     * @param windows of the measured span only
     * @param startedMicros when the run began
     */
    MeterVerdict(List<MeterWindow> windows, long startedMicros) {
        leftOut = windows.stream()
                .filter(window -> !healthy(window.judgement()))
                .map(window -> Math.max(0, window.endMicros() - startedMicros - SECOND_MICROS) / 1e6)
                .toList();
        total = windows.size();
        valid = count(windows, Verdict.VALID);
        suspect = count(windows, Verdict.SUSPECT);
        invalid = total - valid - suspect;
        errors = windows.stream()
                .map(MeterWindow::judgement)
                .filter(judgement -> judgement.verdict() != Verdict.INVALID)
                .map(judgement -> judgement.errors())
                .reduce(null, ErrorBounds::worse);
        if (total == 0) {
            reasons.add("no window was measured");
        } else if (invalid > 0) {
            reasons.add(invalid + " of " + total + " windows invalid (" + mostFrequent(windows, Verdict.INVALID) + ")");
        } else if (suspect * BAD_SHARE > total) {
            reasons.add(suspect + " of " + total + " windows suspect (" + mostFrequent(windows, Verdict.SUSPECT) + ")");
        }
        verdict = total == 0 || invalid * BAD_SHARE > total ? "invalid" : reasons.isEmpty() ? "valid" : "suspect";
    }

    RunSummary.Windows windows() {
        return new RunSummary.Windows(total, valid, suspect, invalid, verdict, List.copyOf(reasons), leftOut);
    }

    /** Whether the durations of a second may be trusted. */
    static boolean healthy(Judgement judgement) {
        return judgement.verdict() == Verdict.VALID || judgement.verdict() == Verdict.SUSPECT;
    }

    MeterSeconds seconds() {
        return new MeterSeconds(total, valid, invalid);
    }

    /** By how much a value may be too long because of the meter; null when that is not known, or not so. */
    Long errorBound(Metric metric) {
        return errors == null ? null : metric.errorBound(errors);
    }

    /** What is to be said of a duration. */
    record OfLatency(String verdict, List<String> reasons, Long errorBound) {
        /** Percentiles of what is left say nothing about the whole. @param lost values that were not kept @param why null if none */
        OfLatency without(long lost, String why) {
            if (lost == 0) {
                return this;
            }
            List<String> all = new ArrayList<>(reasons);
            all.add(lost + " values more could not be kept: " + why);
            return new OfLatency("invalid", List.copyOf(all), errorBound);
        }
    }

    /** @param median null when there are too few values */
    OfLatency judge(Metric metric, Long median) {
        List<String> why = new ArrayList<>(reasons);
        String judged = verdict;
        Long bound = errorBound(metric);
        if (bound != null && median != null && median > 0) {
            double share = (double) bound / median;
            if (share > ERROR_SHARE / 2) {
                why.add(String.format(
                        Locale.ROOT,
                        "the error bound is %.1f %% of the median (%.1f %% is the most that is %s)",
                        share * 100,
                        share > ERROR_SHARE ? ERROR_SHARE * 100 : ERROR_SHARE * 50,
                        share > ERROR_SHARE ? "not invalid" : "not suspect"));
                judged = share > ERROR_SHARE ? "invalid" : judged.equals("valid") ? "suspect" : judged;
            }
        }
        return new OfLatency(judged, List.copyOf(why), bound);
    }

    private static int count(List<MeterWindow> windows, Verdict verdict) {
        return (int) windows.stream()
                .filter(window -> window.judgement().verdict() == verdict)
                .count();
    }

    private static String mostFrequent(List<MeterWindow> windows, Verdict verdict) {
        Map<String, Integer> rules = new TreeMap<>();
        windows.stream()
                .filter(window -> window.judgement().verdict() == verdict)
                .flatMap(window -> window.judgement().findings().stream())
                .map(Finding::rule)
                .forEach(rule -> rules.merge(rule, 1, Integer::sum));
        return rules.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse("no reason given");
    }
}
