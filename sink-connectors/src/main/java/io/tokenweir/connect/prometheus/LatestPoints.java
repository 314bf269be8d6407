package io.tokenweir.connect.prometheus;

import java.util.ArrayList;
import java.util.Collection;
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
    private final MetricNaming naming;
    /** Runs by the time of their last row. */
    private final LinkedHashMap<String, Map<Family, Map<Labels, Point>>> runs = new LinkedHashMap<>(16, 0.75f, true);

    LatestPoints(int maxRuns, MetricNaming naming) {
        this.maxRuns = maxRuns;
        this.naming = naming;
    }

    synchronized void update(String runAndSegment, List<Point> points) {
        Map<Family, Map<Labels, Point>> families =
                runs.computeIfAbsent(runAndSegment, id -> new EnumMap<>(Family.class));
        for (Point point : points) {
            families.computeIfAbsent(point.family(), family -> new LinkedHashMap<>())
                    .put(point.labels(), point);
        }
        if (runs.size() > maxRuns) {
            runs.remove(runs.keySet().iterator().next());
        }
    }

    /** All values in the text format. */
    synchronized String text() {
        Map<Family, Collection<Point>> families = new EnumMap<>(Family.class);
        for (Map<Family, Map<Labels, Point>> run : runs.values()) {
            run.forEach((family, points) ->
                    families.computeIfAbsent(family, f -> new ArrayList<>()).addAll(points.values()));
        }
        return TextExposition.of(families, naming);
    }
}
