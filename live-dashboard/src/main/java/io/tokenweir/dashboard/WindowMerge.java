package io.tokenweir.dashboard;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.tokenweir.events.Aggregate;
import io.tokenweir.events.Distribution;
import io.tokenweir.events.SeriesKey;
import io.tokenweir.events.WindowResult;
import io.tokenweir.histogram.ExponentialHistogram;

/**
 * Adds corrections to the windows that they correct: a result row with a revision above 0 holds only what came late.
 *
 * <p>Remembers the aggregates of the last {@value #REMEMBERED} windows; a correction of an older one is left to the run's
 * totals, which hold it anyway. Not thread-safe.
 */
final class WindowMerge {
    private static final int REMEMBERED = 600;

    private record WindowId(SeriesKey series, int seconds, long startMicros) {}

    private final Map<WindowId, Aggregate> windows = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<WindowId, Aggregate> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** The whole window after this row, or empty when the row corrects a window that is no longer remembered. */
    Optional<WindowResult> with(WindowResult row) {
        WindowId id = new WindowId(row.getSeries(), row.getWindowSeconds(), row.getWindowStartMicros());
        if (row.getRevision() == 0) {
            windows.put(id, row.getWindow());
            return Optional.of(row);
        }
        Aggregate before = windows.get(id);
        if (before == null) {
            return Optional.empty();
        }
        Aggregate sum = sum(before, row.getWindow());
        windows.put(id, sum);
        return Optional.of(WindowResult.newBuilder(row).setWindow(sum).build());
    }

    /** Every other field of an aggregate merges by addition, so its schema says all that there is to do. */
    private static Aggregate sum(Aggregate left, Aggregate right) {
        Aggregate sum = Aggregate.newBuilder(left).build();
        for (int field = 0; field < sum.getSchema().getFields().size(); field++) {
            sum.put(field, sum(left.get(field), right.get(field)));
        }
        Map<String, Long> lowest = new HashMap<>(left.getLowestHeadroomPpm());
        right.getLowestHeadroomPpm().forEach((axis, ppm) -> lowest.merge(axis, ppm, Math::min));
        sum.setLowestHeadroomPpm(lowest);
        return sum;
    }

    private static Object sum(Object left, Object right) {
        if (left == null || right == null) {
            return left == null ? right : left;
        }
        if (left instanceof Long number) {
            return number + (Long) right;
        }
        if (left instanceof Distribution distribution) {
            ExponentialHistogram merged = ExponentialHistogram.fromAvro(distribution);
            merged.merge(ExponentialHistogram.fromAvro((Distribution) right));
            return merged.toAvro();
        }
        Map<String, Long> counts = new HashMap<>();
        ((Map<?, ?>) left).forEach((key, count) -> counts.put((String) key, (Long) count));
        ((Map<?, ?>) right).forEach((key, count) -> counts.merge((String) key, (Long) count, Long::sum));
        return counts;
    }
}
