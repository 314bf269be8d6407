package io.tokenweir.connect.prometheus;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.tokenweir.connect.BadRecords;
import io.tokenweir.connect.ConnectorVersion;

/**
 * Turns window rows into points, keeps the newest for the endpoint, and writes all of them to the server. Rows of one
 * series come in order, because they share a partition, and go out in order. Connect's task thread only.
 */
public final class PrometheusSinkTask extends SinkTask {
    private static final Logger LOG = LoggerFactory.getLogger(PrometheusSinkTask.class);

    private final SeriesClock clock = new SeriesClock();
    private final SeriesStarts starts = new SeriesStarts();
    /** Next offset to be taken: after a retriable failure Connect brings the whole batch again. */
    private final Map<TopicPartition, Long> next = new HashMap<>();
    /** Rows that were taken and not yet written, with the time that they were given. */
    private final ArrayDeque<TimedPoints> pending = new ArrayDeque<>();

    private String connector;
    private int windowSeconds;
    private MetricNaming naming;
    private BadRecords badRecords;
    private LatestPoints latest;
    private ScrapeEndpoint endpoint;
    private RemoteWriter writer;
    private OtlpFeed otlp;

    @Override
    public String version() {
        return ConnectorVersion.get();
    }

    @Override
    public void start(Map<String, String> props) {
        PrometheusSinkConfig config = new PrometheusSinkConfig(props);
        windowSeconds = config.windowSeconds();
        naming = config.naming();
        badRecords = new BadRecords(context);
        if (config.writesRemotely()) {
            writer = new RemoteWriter(
                    config.remoteWriteClient()::post,
                    config.retries(new SplittableRandom()),
                    PrometheusSinkTask::sleep,
                    config.getInt(PrometheusSinkConfig.REMOTE_BATCH),
                    naming,
                    config.getInt(PrometheusSinkConfig.HISTOGRAM_SCHEMA),
                    this::refused);
        }
        if (config.exportsOtlp()) {
            otlp = new OtlpFeed(config, badRecords);
        }
        if (config.scrapes()) {
            latest = new LatestPoints(config.getInt(PrometheusSinkConfig.SCRAPE_MAX_RUNS));
            String host = config.getString(PrometheusSinkConfig.SCRAPE_HOST);
            endpoint = ScrapeEndpoint.open(
                    host,
                    config.getInt(PrometheusSinkConfig.SCRAPE_PORT),
                    format -> format.encode(latest.snapshot(), naming));
            connector = props.getOrDefault("name", "");
            ScrapeAddresses.listens(connector, host, endpoint.port());
            LOG.atInfo()
                    .addKeyValue("host", host)
                    .addKeyValue("port", endpoint.port())
                    .log("The scrape endpoint listens");
        }
    }

    /** Port of the scrape endpoint, for tests that ask for a free one. */
    int scrapePort() {
        return endpoint.port();
    }

    private static void sleep(Duration duration) {
        try {
            TimeUnit.MILLISECONDS.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectException("Interrupted while waiting for the remote-write server.", e);
        }
    }

    private void refused(TimedPoints row, String answer) {
        badRecords.report(
                row.record(),
                new DataException("The remote-write server refused this window's samples: " + answer + "."));
    }

    @Override
    public void close(Collection<TopicPartition> partitions) {
        pending.removeIf(row -> partitions.contains(partitionOf(row.record())));
        partitions.forEach(next::remove);
        if (otlp != null) {
            otlp.forget(partitions);
        }
    }

    @Override
    public void put(Collection<SinkRecord> records) {
        for (SinkRecord record : records) {
            TopicPartition partition = partitionOf(record);
            if (record.kafkaOffset() >= next.getOrDefault(partition, 0L)) {
                next.put(partition, record.kafkaOffset() + 1);
                accept(record);
            }
        }
        if (!pending.isEmpty()) {
            writer.write(List.copyOf(pending), row -> pending.removeFirst());
        }
        if (otlp != null) {
            otlp.flush();
        }
    }

    private void accept(SinkRecord record) {
        if (record.value() == null) {
            return;
        }
        WindowRow row;
        List<Point> points;
        try {
            row = WindowRow.of(record.value());
            points = row.windowSeconds() == windowSeconds
                    ? WindowPoints.of(row).stream().map(naming::rename).toList()
                    : List.of();
        } catch (DataException e) {
            badRecords.report(record, e);
            return;
        }
        if (points.isEmpty()) {
            return;
        }
        long created = starts.of(row);
        if (latest != null) {
            latest.update(row.series().runId() + '/' + row.series().segment(), points, created);
        }
        long timestamp = clock.timestampFor(row);
        if (writer != null) {
            pending.addLast(new TimedPoints(record, timestamp, points));
        }
        if (otlp != null) {
            otlp.accept(record, timestamp, created, points);
        }
    }

    private static TopicPartition partitionOf(SinkRecord record) {
        return new TopicPartition(record.topic(), record.kafkaPartition());
    }

    @Override
    public void stop() {
        if (otlp != null) {
            otlp.close();
        }
        if (endpoint != null) {
            ScrapeAddresses.ended(connector);
            endpoint.close();
        }
    }
}
