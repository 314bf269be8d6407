package io.tokenweir.connect.prometheus;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The newest value of every series, for whoever scrapes. The last row of a series in partition order wins, corrections
 * included. The final values of a run, or of a segment of a
 * continuous run, stay until so many newer ones have come that it is the oldest one kept. Thread-safe.
 */
final class LatestPoints {
    private final int maxRuns;
    /** Runs by the time of their last row. */
    private final LinkedHashMap<String, Map<Family, Map<Labels, Kept>>> runs = new LinkedHashMap<>(16, 0.75f, true);

    LatestPoints(int maxRuns) {
        this.maxRuns = maxRuns;
    }

    /** @param createdMillis when the points' cumulative values were zero; 0: not known */
    synchronized void update(String runAndSegment, List<Point> points, long createdMillis) {
        Map<Family, Map<Labels, Kept>> families =
                runs.computeIfAbsent(runAndSegment, id -> new EnumMap<>(Family.class));
        for (Point point : points) {
            families.computeIfAbsent(point.family(), family -> new LinkedHashMap<>())
                    .put(point.labels(), new Kept(point, createdMillis));
        }
        if (runs.size() > maxRuns) {
            runs.remove(runs.keySet().iterator().next());
        }
    }

    /** All values as they are now. */
    synchronized Map<Family, List<Kept>> snapshot() {
        Map<Family, List<Kept>> families = new EnumMap<>(Family.class);
        for (Map<Family, Map<Labels, Kept>> run : runs.values()) {
            run.forEach((family, points) ->
                    families.computeIfAbsent(family, f -> new ArrayList<>()).addAll(points.values()));
        }
        return families;
    }
}
