package io.tokenweir.connect.prometheus;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Sums of the series that share their labels once these are limited. Each sums up what its members' windows bring, so that
 * rates are right from the first window on and a member may come and go; it begins at 0 with the task. Each partition has
 * sums of its own, told apart by the label {@code partition}, so that no two tasks write one series. Only what counts can be
 * summed: gauges and quantiles are dropped, and their number is told. One thread.
 */
final class MergedSeries {
    static final String PARTITION = "partition";

    private final Map<Name, Total> totals = new LastUsed<>();
    private long merged;
    private long dropped;

    /** Names a sum. */
    record Name(TopicPartition partition, Family family, Labels labels) {}

    /**
     * A sum, newer than the last time that it was taken.
     *
     * @param newest the last record that went into it
     */
    record Changed(Name name, Point point, long endMillis, int windowSeconds, SinkRecord newest) {}

    private static final class Total {
        private double value;
        private Buckets buckets;
        private long endMillis;
        private int windowSeconds;
        private SinkRecord newest;
        private boolean changed;
    }

    /** Adds what a window brought to the sum of these labels. */
    void add(SinkRecord record, Point brought, Labels limited, WindowRow row) {
        if (!brought.family().counts()) {
            dropped++;
            return;
        }
        merged++;
        TopicPartition partition = PrometheusSinkTask.partitionOf(record);
        Labels labels = limited.with(PARTITION, Integer.toString(partition.partition()));
        Total total = totals.computeIfAbsent(new Name(partition, brought.family(), labels), name -> new Total());
        total.value += brought.value();
        if (brought.buckets() != null) {
            total.buckets = total.buckets == null ? brought.buckets() : total.buckets.plus(brought.buckets());
        }
        total.endMillis = Math.max(total.endMillis, row.windowEndMillis());
        total.windowSeconds = row.windowSeconds();
        total.newest = record;
        total.changed = true;
    }

    /** The sums that have changed since they were last taken. */
    List<Changed> takeChanged() {
        List<Changed> taken = new ArrayList<>();
        totals.forEach((name, total) -> {
            if (total.changed) {
                total.changed = false;
                SinkRecord newest = total.newest;
                total.newest = null;
                Point point = new Point(name.family, name.labels, total.value, total.buckets);
                taken.add(new Changed(name, point, total.endMillis, total.windowSeconds, newest));
            }
        });
        return taken;
    }

    /** Points that were summed up so far. */
    long merged() {
        return merged;
    }

    /** Points that could not be. */
    long dropped() {
        return dropped;
    }

    void forget(Collection<TopicPartition> partitions) {
        totals.keySet().removeIf(name -> partitions.contains(name.partition));
    }
}
