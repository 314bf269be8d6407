package io.tokenweir.connect.prometheus;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The points of rows, named, with their labels within the limits; what passes these goes into sums. One thread. */
final class BoundedPoints {
    private static final Logger LOG = LoggerFactory.getLogger(BoundedPoints.class);

    private final MetricNaming naming;
    private final LabelLimits limits;
    private final MergedSeries sums = new MergedSeries();
    private boolean told;

    BoundedPoints(MetricNaming naming, LabelLimits limits) {
        this.naming = naming;
        this.limits = limits;
    }

    private record Key(Family family, Labels labels) {}

    /** The points of a row, which is this record, that keep a series of their own. */
    List<Point> of(WindowRow row, SinkRecord record, long nowMillis) {
        List<Point> own = new ArrayList<>();
        Map<Key, Point> brought = null;
        for (Point unnamed : WindowPoints.of(row)) {
            Point point = naming.rename(unnamed);
            Labels limited = limits.limit(point.labels(), nowMillis);
            if (limited == point.labels()) {
                own.add(point);
                continue;
            }
            tell(point, limited);
            if (brought == null) {
                brought = brought(row);
            }
            Point ofWindow = brought.get(new Key(point.family(), point.labels()));
            if (ofWindow != null) {
                sums.add(record, ofWindow, limited, row);
            }
        }
        return own;
    }

    /** What the window alone says, where a row's points are what was since the start. */
    private Map<Key, Point> brought(WindowRow row) {
        Map<Key, Point> points = new HashMap<>();
        for (Point unnamed : WindowPoints.of(row.ofWindowAlone())) {
            Point point = naming.rename(unnamed);
            points.put(new Key(point.family(), point.labels()), point);
        }
        return points;
    }

    private void tell(Point point, Labels limited) {
        if (!told) {
            told = true;
            LOG.warn(
                    "Labels pass labels.allowed or labels.max.values: such series are summed up, and their gauges"
                            + " dropped; weir_sink_merged_points_total and weir_sink_dropped_points_total count them (told"
                            + " once): {}{}, now {}",
                    naming.metric(point.family()),
                    point.labels().pairs(),
                    limited.pairs());
        }
    }

    List<MergedSeries.Changed> takeChanged() {
        return sums.takeChanged();
    }

    long merged() {
        return sums.merged();
    }

    long dropped() {
        return sums.dropped();
    }

    void forget(Collection<TopicPartition> partitions) {
        sums.forget(partitions);
    }
}
