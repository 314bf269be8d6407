package io.tokenweir.report.runbook;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

import io.tokenweir.events.Aggregate;
import io.tokenweir.events.Grouping;
import io.tokenweir.events.RunResult;
import io.tokenweir.events.SeriesKey;
import io.tokenweir.events.WindowResult;

/**
 * What the runbook needs of the results of a run: its 1 s windows of grouping RUN, revisions added up, and its totals.
 * Pure; not thread-safe; memory grows with the seconds of the run.
 */
public final class ResultFacts {
    /** One second; percentiles and verdict are those of the first revision, counts those of all. */
    record Window(
            long offered,
            long answered,
            long attempts,
            Double ttftP50Millis,
            Double ttftP99Millis,
            Long errorBoundNanos,
            int inFlight,
            String verdict,
            List<String> reasons,
            Durations durations) {

        private static Window of(WindowResult row) {
            Aggregate window = row.getWindow();
            return new Window(
                    window.getOffered(),
                    window.getRequests().getOrDefault("OK", 0L),
                    window.getAttempts().values().stream()
                            .mapToLong(Long::longValue)
                            .sum(),
                    millis(window.getTtft().getP50Nanos()),
                    millis(window.getTtft().getP99Nanos()),
                    row.getErrorBoundNanos(),
                    row.getInFlight(),
                    row.getVerdict().name(),
                    List.copyOf(row.getVerdictReasons()),
                    Durations.of(window));
        }

        /** Whether its latencies may be quoted. */
        boolean isTrusted() {
            return verdict.equals("VALID") || verdict.equals("SUSPECT");
        }

        private Window plus(Window correction) {
            return new Window(
                    offered + correction.offered,
                    answered + correction.answered,
                    attempts + correction.attempts,
                    ttftP50Millis,
                    ttftP99Millis,
                    errorBoundNanos,
                    inFlight + correction.inFlight,
                    verdict,
                    reasons,
                    durations);
        }
    }

    private static final int TEN = 10;

    private final NavigableMap<Long, Window> windows = new TreeMap<>();
    private final Map<Long, Double> p99OfTen = new HashMap<>();
    private final Map<SeriesKey, RunResult> models = new HashMap<>();
    private RunResult run;

    /** Windows of 1 s, and of 10 s for the percentiles that a second has too few samples for. */
    public void add(WindowResult row) {
        if (row.getSeries().getGrouping() != Grouping.RUN) {
            return;
        }
        long second = Math.floorDiv(row.getWindowStartMicros(), 1_000_000L);
        if (row.getWindowSeconds() == TEN && row.getWindow().getTtft().getP99Nanos() != null) {
            p99OfTen.putIfAbsent(second, millis(row.getWindow().getTtft().getP99Nanos()));
        } else if (row.getWindowSeconds() == 1) {
            Window fresh = Window.of(row);
            Window seen = windows.get(second);
            if (seen == null) {
                windows.put(second, fresh);
            } else {
                windows.put(second, row.getRevision() == 0 ? fresh.plus(seen) : seen.plus(fresh));
            }
        }
    }

    /** Of results with one key, the last one given counts. */
    public void add(RunResult result) {
        if (result.getSeries().getGrouping() == Grouping.RUN) {
            run = result;
        } else if (result.getSeries().getGrouping() == Grouping.MODEL) {
            models.put(result.getSeries(), result);
        }
    }

    NavigableMap<Long, Window> windows() {
        return windows;
    }

    /** TTFT p99 of a second, or of the ten seconds that it lies in; null when these have too few samples, too. */
    Double ttftP99Millis(long second) {
        Window window = windows.get(second);
        Double own = window == null ? null : window.ttftP99Millis();
        return own != null ? own : p99OfTen.get(Math.floorDiv(second, (long) TEN) * TEN);
    }

    /** Totals of the run; null when the topology has not told them. */
    RunResult run() {
        return run;
    }

    List<RunResult> models() {
        return new ArrayList<>(models.values());
    }

    private static Double millis(Long nanos) {
        return nanos == null ? null : nanos / 1e6;
    }
}
