package io.tokenweir.report.threshold;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.tokenweir.events.RunResult;

/**
 * Judges a finished run by the scenario's thresholds. Pure.
 *
 * <p>A figure that the run has too few samples for does not pass, and neither does a latency when the meter was invalid in
 * more than a tenth of the windows: what was not measured is not proven.
 */
public final class Thresholds {
    private static final int INVALID_SHARE = 10;

    private Thresholds() {}

    /** Reads them all, so that a wrong one is refused before the run; throws {@link IllegalArgumentException}. */
    public static List<Threshold> parse(Map<String, List<String>> conditions) {
        List<Threshold> thresholds = new ArrayList<>();
        new TreeMap<>(conditions)
                .forEach((metric, each) -> each.forEach(one -> thresholds.add(Threshold.parse(metric, one))));
        return thresholds;
    }

    /** A sentence for each that does not hold; empty when all do. */
    public static List<String> broken(List<Threshold> thresholds, RunResult run) {
        List<String> broken = new ArrayList<>();
        for (Threshold threshold : thresholds) {
            Double value = RunFigures.value(run, threshold);
            if (value == null) {
                broken.add(threshold.text() + " has too few samples to be decided");
            } else if (RunFigures.isLatency(threshold.metric())
                    && run.getInvalidWindows() * INVALID_SHARE > run.getWindows()) {
                broken.add(threshold.text() + " is not proven: the meter was invalid in " + run.getInvalidWindows()
                        + " of " + run.getWindows() + " windows");
            } else if (!threshold.holds(value)) {
                broken.add(threshold.text() + " was " + Threshold.plain(value));
            }
        }
        return broken;
    }
}
