package io.tokenweir.streams.chaos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import io.tokenweir.events.Aggregate;
import io.tokenweir.events.RunResult;
import io.tokenweir.events.SeriesKey;
import io.tokenweir.events.WindowKey;
import io.tokenweir.events.WindowResult;
import io.tokenweir.streams.Oracle;

/**
 * Holds results against an offline recomputation: every figure and bucket, in every series, in every window of every size,
 * in the run result, and the windows of each size added up against the run. Not thread-safe.
 */
final class ResultComparison {
    static final int[] SIZES = {1, 10, 60};

    private final Map<Integer, Map<SeriesKey, TreeMap<Long, Figures>>> windows = new HashMap<>();
    private final Map<SeriesKey, Figures> runs = new HashMap<>();
    private final List<String> differences = new ArrayList<>();
    private long late;
    private int corrections;

    ResultComparison(List<WindowResult> windowRows, List<RunResult> runRows) {
        Set<WindowKey> seen = new HashSet<>();
        for (WindowResult row : windowRows) {
            WindowKey key = new WindowKey(
                    row.getSeries(), row.getWindowSeconds(), row.getWindowStartMicros(), row.getRevision());
            if (!seen.add(key)) {
                differences.add("given out twice: " + place(row));
            }
            corrections += row.getRevision() > 0 ? 1 : 0;
            windows.computeIfAbsent(row.getWindowSeconds(), size -> new HashMap<>())
                    .computeIfAbsent(row.getSeries(), series -> new TreeMap<>())
                    .computeIfAbsent(row.getWindowStartMicros(), start -> new Figures())
                    .add(figures(row.getWindow()));
        }
        for (RunResult row : runRows) {
            Figures totals = Figures.of(row.getTotals());
            long lateHere = totals.takeLate();
            // the newest result stands for the series
            runs.put(row.getSeries(), totals);
            late = Math.max(late, lateHere);
        }
    }

    /** Sentences on what is not equal; empty when everything is. */
    List<String> against(Oracle oracle) {
        for (int size : SIZES) {
            Map<SeriesKey, TreeMap<Long, Figures>> given = windows.getOrDefault(size, Map.of());
            compare(size + " s", wanted(oracle, size), given);
            runs.forEach((series, totals) -> {
                Figures sum = new Figures();
                given.getOrDefault(series, new TreeMap<>()).values().forEach(sum::add);
                tell("sum of the " + size + " s windows of " + name(series), totals.differences(sum));
            });
        }
        Map<SeriesKey, TreeMap<Long, Figures>> givenRuns = new HashMap<>();
        runs.forEach((series, totals) -> givenRuns.put(series, new TreeMap<>(Map.of(0L, totals))));
        compare("run", wanted(oracle, 0), givenRuns);
        return List.copyOf(differences);
    }

    /** Records that came after their second had closed. */
    long late() {
        return late;
    }

    /** Rows that corrected an earlier one. */
    int corrections() {
        return corrections;
    }

    private void compare(
            String what, Map<SeriesKey, TreeMap<Long, Figures>> wanted, Map<SeriesKey, TreeMap<Long, Figures>> given) {
        Set<SeriesKey> all = new HashSet<>(wanted.keySet());
        all.addAll(given.keySet());
        for (SeriesKey series : all) {
            TreeMap<Long, Figures> wantedHere = wanted.getOrDefault(series, new TreeMap<>());
            TreeMap<Long, Figures> givenHere = given.getOrDefault(series, new TreeMap<>());
            Set<Long> starts = new TreeSet<>(wantedHere.keySet());
            starts.addAll(givenHere.keySet());
            for (long start : starts) {
                Figures expected = wantedHere.getOrDefault(start, new Figures());
                Figures actual = givenHere.getOrDefault(start, new Figures());
                tell("%s of %s at %d".formatted(what, name(series), start), expected.differences(actual));
            }
        }
    }

    private void tell(String where, List<String> sentences) {
        if (!sentences.isEmpty()) {
            differences.add(where + ": " + String.join(", ", sentences));
        }
    }

    private static Map<SeriesKey, TreeMap<Long, Figures>> wanted(Oracle oracle, int size) {
        Map<SeriesKey, TreeMap<Long, Figures>> figures = new HashMap<>();
        oracle.windows(size)
                .forEach((series, byStart) ->
                        byStart.forEach((start, facts) -> figures.computeIfAbsent(series, s -> new TreeMap<>())
                                .put(start, figures(Oracle.aggregate(facts)))));
        return figures;
    }

    private static Figures figures(Aggregate aggregate) {
        Figures figures = Figures.of(aggregate);
        figures.takeLate();
        return figures;
    }

    private static String place(WindowResult row) {
        return "%d s of %s at %d, revision %d"
                .formatted(
                        row.getWindowSeconds(), name(row.getSeries()), row.getWindowStartMicros(), row.getRevision());
    }

    private static String name(SeriesKey series) {
        return (series.getGrouping() + " " + series.getModel() + " " + series.getOutcome()).trim();
    }
}
