package io.tokenweir.connect.prometheus;

import java.util.List;
import java.util.function.LongSupplier;

import io.tokenweir.connect.prometheus.TimedSamples.Placed;

/** What one task says of itself, at the time of the worker's clock. One thread. */
final class SinkMetrics {
    private final Labels labels;
    private final LongSupplier clock;
    private long lastMillis;
    private long written;
    private long refused;
    private long retries;
    private long endedSeries;
    private long liveSeries;
    private long mergedPoints;
    private long droppedPoints;

    SinkMetrics(String connector, String task, LongSupplier clock) {
        labels = Labels.NONE.with("connector", connector).with("task", task);
        this.clock = clock;
    }

    void written(int samples) {
        written += samples;
    }

    void refused(int samples) {
        refused += samples;
    }

    void retried() {
        retries++;
    }

    void ended(int series) {
        endedSeries += series;
    }

    void live(long series) {
        liveSeries = series;
    }

    void bounded(long merged, long dropped) {
        mergedPoints = merged;
        droppedPoints = dropped;
    }

    /** When they were last made, Unix time; 0 before. */
    long lastMillis() {
        return lastMillis;
    }

    /** Each time with a time of its own, so that no server finds them doubled. */
    List<Placed> now() {
        lastMillis = Math.max(clock.getAsLong(), lastMillis + 1);
        List<Sample> samples = List.of(
                sample(Family.SINK_WRITTEN, written),
                sample(Family.SINK_REFUSED, refused),
                sample(Family.SINK_RETRIES, retries),
                sample(Family.SINK_LIVE, liveSeries),
                sample(Family.SINK_ENDED, endedSeries),
                sample(Family.SINK_MERGED, mergedPoints),
                sample(Family.SINK_DROPPED, droppedPoints));
        TimedSamples row = new TimedSamples(null, lastMillis, 0, samples);
        return samples.stream().map(sample -> new Placed(row, sample)).toList();
    }

    private Sample sample(Family family, double value) {
        return Sample.of(new SeriesId(family.metric(), family, labels), value, null);
    }
}
