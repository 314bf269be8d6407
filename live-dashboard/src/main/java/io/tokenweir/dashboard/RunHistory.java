package io.tokenweir.dashboard;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One run: what is known of it, and its windows. Not thread-safe. */
final class RunHistory {
    private static final Comparator<Row> BY_PLACE =
            Comparator.comparingInt(Row::partition).thenComparingLong(Row::offset);

    private record RingKey(String series, int segment, int seconds) {}

    private final RunInfo info;
    private final int windowsPerSeries;
    private final Map<RingKey, SeriesRing> rings = new LinkedHashMap<>();

    RunHistory(String runId, int windowsPerSeries) {
        this.info = new RunInfo(runId);
        this.windowsPerSeries = windowsPerSeries;
    }

    RunInfo info() {
        return info;
    }

    /** Takes a row; returns by how many rows the run grew. */
    int add(Row row) {
        info.sawMicros(row.startMicros());
        return rings.computeIfAbsent(
                        new RingKey(row.series(), row.segment(), row.seconds()),
                        key -> new SeriesRing(windowsPerSeries))
                .add(row);
    }

    /** One-second rows that the vector has not seen, by partition and offset. */
    List<Row> after(ResumeVector seen) {
        List<Row> rows = new ArrayList<>();
        rings.forEach((key, ring) -> {
            if (key.seconds() == 1) {
                ring.after(seen, rows);
            }
        });
        rows.sort(BY_PLACE);
        return rows;
    }

    boolean lostFor(ResumeVector seen) {
        return rings.entrySet().stream()
                .anyMatch(
                        ring -> ring.getKey().seconds() == 1 && ring.getValue().lostFor(seen));
    }

    /** Newest totals of every series and segment among these rows. */
    List<String> totalsOf(List<Row> rows) {
        Map<RingKey, String> newest = new HashMap<>();
        for (Row row : rows) {
            RingKey key = new RingKey(row.series(), row.segment(), row.seconds());
            newest.computeIfAbsent(key, k -> rings.get(k).newest().totals());
        }
        return new ArrayList<>(newest.values());
    }

    /** Newest totals of every series and segment. */
    Collection<String> totals() {
        Map<String, String> newest = new TreeMap<>();
        rings.forEach((key, ring) -> {
            if (key.seconds() == 1) {
                newest.put(key.series() + '#' + key.segment(), ring.newest().totals());
            }
        });
        return newest.values();
    }

    /** Windows of a size whose start lies in [from, to), by series and time; of a corrected window the last revision. */
    Collection<Row> windows(int seconds, long fromMicros, long toMicros) {
        Map<String, Row> rows = new TreeMap<>();
        rings.forEach((key, ring) -> {
            if (key.seconds() == seconds) {
                for (Row row : ring.rows()) {
                    if (row.startMicros() >= fromMicros && row.startMicros() < toMicros) {
                        rows.put("%s#%d#%020d".formatted(row.series(), row.segment(), row.startMicros()), row);
                    }
                }
            }
        });
        return rows.values();
    }

    int size() {
        return rings.values().stream().mapToInt(SeriesRing::size).sum();
    }

    /** Start of the newest window, us since the Unix epoch; {@link Long#MAX_VALUE} when there is none. */
    long newestMicros() {
        return rings.keySet().stream().mapToLong(this::end).max().orElse(Long.MAX_VALUE);
    }

    /** Throws away the windows of the series whose newest window is oldest; returns how many. */
    int dropStalest() {
        RingKey stalest = null;
        for (Map.Entry<RingKey, SeriesRing> ring : rings.entrySet()) {
            if (stalest == null || end(ring.getKey()) < end(stalest)) {
                stalest = ring.getKey();
            }
        }
        return stalest == null ? 0 : rings.remove(stalest).size();
    }

    private long end(RingKey key) {
        return rings.get(key).newest().startMicros();
    }
}
