package io.tokenweir.connect.prometheus;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.tokenweir.connect.BadRecords;
import io.tokenweir.connect.metrics.TaskMetrics;

/**
 * What one task writes to the server: rows become samples, wait in order, and are written; series that have fallen silent
 * are ended. Holds the rows of one batch of Connect's at most: while the server is away, Connect does not read on. One thread.
 */
final class RemoteFeed {
    private static final Logger LOG = LoggerFactory.getLogger(RemoteFeed.class);
    private static final Duration METRICS_EVERY = Duration.ofSeconds(15);
    private static final Duration FAR_AHEAD = Duration.ofMinutes(10);
    /** Longer stretches between two writes are outages of the server or pauses of the task: no silence of a series. */
    private static final long LONGEST_STEP_MILLIS = 5_000;

    private final Sampler sampler;
    private final LiveSeries live;
    private final RemoteWriter writer;
    private final SinkMetrics metrics;
    private final TaskMetrics counts;
    private final BadRecords badRecords;
    private final ExemplarBoard exemplars;
    private final LongSupplier clock;
    /** Rows that were taken and not yet written, with the time that they were given. */
    private final ArrayDeque<TimedSamples> pending = new ArrayDeque<>();

    private boolean toldOfTheClock;
    private long awakeMillis;
    private long lastStepMillis;

    RemoteFeed(
            PrometheusSinkConfig config,
            Answer.Target target,
            SinkMetrics metrics,
            TaskMetrics counts,
            ExemplarBoard exemplars,
            BadRecords badRecords,
            LongSupplier clock) {
        this.badRecords = badRecords;
        this.metrics = metrics;
        this.counts = counts;
        this.exemplars = exemplars;
        this.clock = clock;
        sampler = config.sampler();
        live = new LiveSeries(config.staleAfterMillis());
        Negotiator negotiator = new Negotiator(target, config.protocol(), config.naming(), clock);
        writer = new RemoteWriter(
                negotiator::send,
                config.retries(),
                RemoteFeed::sleep,
                config.getInt(PrometheusSinkSettings.REMOTE_BATCH),
                metrics::now,
                new Told());
        lastStepMillis = clock.getAsLong();
    }

    private final class Told implements RemoteWriter.Listener {
        @Override
        public void written(int samples) {
            metrics.written(samples);
            counts.wrote(samples);
        }

        @Override
        public void retried() {
            metrics.retried();
            counts.retried();
        }

        @Override
        public void refused(TimedSamples row, int samples, String words) {
            metrics.refused(samples);
            String sentence = "The remote-write server refused " + samples + " of this row's "
                    + row.samples().size() + " samples, the first one " + words + "."
                    + ClockHint.of(row.timestampMillis(), clock.getAsLong());
            if (row.record() == null) {
                LOG.warn("{} (They come from no single record.)", sentence);
            } else {
                badRecords.report(row.record(), new DataException(sentence));
            }
        }
    }

    private static void sleep(Duration duration) {
        try {
            TimeUnit.MILLISECONDS.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectException("Interrupted while waiting for the remote-write server.", e);
        }
    }

    /** A clock that stands still while nothing can be read or written, for whoever asks how long something was silent. */
    long awakeMillis() {
        return awakeMillis;
    }

    /**
     * A row and where it comes from.
     *
     * @param startMillis when its cumulative values were zero, or {@link SeriesStarts#UNKNOWN}
     */
    record Row(SinkRecord record, TopicPartition partition, WindowRow window, long startMillis) {}

    /** Takes the points of a row, to be written by {@link #flush}. */
    void accept(Row row, List<Point> points) {
        WindowRow window = row.window();
        LiveSeries.Source source = live.heard(window.series(), row.partition(), window.windowMillis(), awakeMillis);
        List<Sample> samples = sampler.samples(points, exemplars.take(window.series()));
        enqueue(source, row.record(), window.windowEndMillis(), row.startMillis(), samples);
    }

    /** Takes a sum of series, to be written by {@link #flush}. */
    void accept(MergedSeries.Changed sum) {
        LiveSeries.Source source = live.heard(
                sum.name(), sum.name().partition(), TimeUnit.SECONDS.toMillis(sum.windowSeconds()), awakeMillis);
        List<Sample> samples = sampler.samples(List.of(sum.point()), Map.of());
        enqueue(source, null, sum.endMillis(), SeriesStarts.UNKNOWN, samples);
    }

    private void enqueue(
            LiveSeries.Source source, SinkRecord record, long endMillis, long startMillis, List<Sample> samples) {
        source.has(samples);
        warnOfAClockAhead(endMillis);
        pending.addLast(new TimedSamples(record, source.timestampFor(endMillis), startMillis, samples));
    }

    /** Older servers take such rows without a word, and then show nothing until the time has come. */
    private void warnOfAClockAhead(long endMillis) {
        if (!toldOfTheClock && endMillis > clock.getAsLong() + FAR_AHEAD.toMillis()) {
            toldOfTheClock = true;
            LOG.warn(
                    "A row comes from a clock that is wrong.{} (Told once.)",
                    ClockHint.of(endMillis, clock.getAsLong()));
        }
    }

    /** Writes all; after a {@link org.apache.kafka.connect.errors.RetriableException} the rest is kept for the next time. */
    void flush() {
        write();
        long now = clock.getAsLong();
        awakeMillis += Math.max(0, Math.min(now - lastStepMillis, LONGEST_STEP_MILLIS));
        lastStepMillis = now;
        for (TimedSamples end : live.takeEnded(awakeMillis)) {
            metrics.ended(end.samples().size());
            pending.addLast(end);
        }
        metrics.live(live.count());
        if (now - metrics.lastMillis() >= METRICS_EVERY.toMillis()) {
            pending.addLast(metrics.now().get(0).row());
        }
        write();
    }

    private void write() {
        if (!pending.isEmpty()) {
            writer.write(List.copyOf(pending), row -> pending.removeFirst());
        }
    }

    /** Whether there are series that may fall silent, so that it matters to be called without records too. */
    boolean isWatching() {
        return live.count() > 0;
    }

    void forget(Collection<TopicPartition> partitions) {
        // What comes from no record is not told by partition; sums come again, and the rest does no harm by being lost.
        pending.removeIf(
                row -> row.record() == null || partitions.contains(PrometheusSinkTask.partitionOf(row.record())));
        live.forget(partitions);
    }
}
