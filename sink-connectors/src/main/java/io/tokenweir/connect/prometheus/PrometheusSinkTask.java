package io.tokenweir.connect.prometheus;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.tokenweir.connect.BadRecords;
import io.tokenweir.connect.ConnectorVersion;
import io.tokenweir.connect.metrics.TaskMetrics;

/**
 * Turns window rows into points, keeps the newest for the endpoint, and writes all of them to the server. Rows of one
 * series come in order, because they share a partition, and go out in order. Connect's task thread only.
 */
public final class PrometheusSinkTask extends SinkTask {
    private static final Logger LOG = LoggerFactory.getLogger(PrometheusSinkTask.class);
    private static final long LONGEST_POLL_MILLIS = 1_000;

    private final LongSupplier clock;
    private final SeriesClock seriesClock = new SeriesClock();
    private final SeriesStarts starts = new SeriesStarts();
    /** Next offset to be taken: after a retriable failure Connect brings the whole batch again. */
    private final Map<TopicPartition, Long> next = new HashMap<>();

    private String connector;
    private PrometheusSinkConfig config;
    private TaskMetrics counts;
    private BadRecords badRecords;
    private BoundedPoints bounded;
    private SinkMetrics metrics;
    private ExemplarBoard exemplars;
    private LatestPoints latest;
    private ScrapeEndpoint endpoint;
    private OtlpFeed otlp;
    private RemoteFeed feed;

    public PrometheusSinkTask() {
        this(System::currentTimeMillis);
    }

    PrometheusSinkTask(LongSupplier clock) {
        this.clock = clock;
    }

    @Override
    public String version() {
        return ConnectorVersion.get();
    }

    @Override
    public void start(Map<String, String> props) {
        config = new PrometheusSinkConfig(props);
        connector = props.getOrDefault("name", "");
        counts = TaskMetrics.open(context, connector, "samples", clock);
        badRecords = new BadRecords(context, counts::deadLetter);
        bounded = config.boundedPoints();
        exemplars = ExemplarBoard.of(connector);
        if (config.writesRemotely()) {
            metrics = new SinkMetrics(connector, props.getOrDefault(PrometheusSinkConnector.TASK_INDEX, "0"), clock);
            feed = new RemoteFeed(
                    config, config.remoteWriteClient()::post, metrics, counts, exemplars, badRecords, clock);
        }
        if (config.exportsOtlp()) {
            otlp = new OtlpFeed(config, badRecords, counts::wrote);
        }
        if (config.scrapes()) {
            openEndpoint();
        }
    }

    private void openEndpoint() {
        latest = new LatestPoints(config.getInt(PrometheusSinkSettings.SCRAPE_MAX_RUNS));
        MetricNaming naming = config.naming();
        String host = config.getString(PrometheusSinkSettings.SCRAPE_HOST);
        endpoint = ScrapeEndpoint.open(
                host,
                config.getInt(PrometheusSinkSettings.SCRAPE_PORT),
                format -> format.encode(latest.snapshot(), naming));
        ScrapeAddresses.listens(connector, host, endpoint.port());
        // Not the fluent methods of SLF4J 2: in a worker it is Kafka's SLF4J, 1.7.
        LOG.info("The scrape endpoint listens on {}:{}", host, endpoint.port());
    }

    /** Port of the scrape endpoint, for tests that ask for a free one. */
    int scrapePort() {
        return endpoint.port();
    }

    @Override
    public void close(Collection<TopicPartition> partitions) {
        partitions.forEach(next::remove);
        bounded.forget(partitions);
        if (otlp != null) {
            otlp.forget(partitions);
        }
        if (feed != null) {
            feed.forget(partitions);
        }
    }

    @Override
    public void put(Collection<SinkRecord> records) {
        for (SinkRecord record : records) {
            TopicPartition partition = partitionOf(record);
            if (record.kafkaOffset() >= next.getOrDefault(partition, 0L)) {
                next.put(partition, record.kafkaOffset() + 1);
                accept(record, partition);
            }
        }
        for (MergedSeries.Changed sum : bounded.takeChanged()) {
            if (latest != null) {
                latest.update("", List.of(sum.point()), SeriesStarts.UNKNOWN);
            }
            if (feed != null) {
                feed.accept(sum);
            }
            if (otlp != null) {
                otlp.accept(sum.newest(), sum.endMillis(), SeriesStarts.UNKNOWN, List.of(sum.point()));
            }
        }
        if (feed != null) {
            flush();
        }
        if (otlp != null) {
            otlp.flush();
        }
    }

    private void flush() {
        metrics.bounded(bounded.merged(), bounded.dropped());
        try {
            feed.flush();
        } catch (ServerAwayException e) {
            if (!e.retryAfter().isZero()) {
                context.timeout(e.retryAfter().toMillis());
            }
            throw e;
        }
        if (feed.isWatching()) {
            context.timeout(Math.min(LONGEST_POLL_MILLIS, config.staleAfterMillis()));
        }
    }

    private void accept(SinkRecord record, TopicPartition partition) {
        if (record.value() == null) {
            return;
        }
        WindowRow row;
        List<Point> points;
        try {
            if (ExemplarBoard.takes(record.value())) {
                exemplars.offer((Struct) record.value(), config.tellsAccounts());
                return;
            }
            row = WindowRow.of(record.value());
            long awake = feed == null ? clock.getAsLong() : feed.awakeMillis();
            points = row.windowSeconds() == config.windowSeconds() ? bounded.of(row, record, awake) : List.of();
        } catch (DataException e) {
            badRecords.report(record, e);
            return;
        }
        if (points.isEmpty()) {
            return;
        }
        long start = starts.of(row);
        if (latest != null) {
            latest.update(row.series().runId() + '/' + row.series().segment(), points, start);
        }
        if (feed != null) {
            feed.accept(new RemoteFeed.Row(record, partition, row, start), points);
        }
        if (otlp != null) {
            otlp.accept(record, seriesClock.timestampFor(row), start, points);
        }
        if (feed == null && otlp == null) {
            counts.wrote(points.size());
        }
    }

    static TopicPartition partitionOf(SinkRecord record) {
        return new TopicPartition(record.topic(), record.kafkaPartition());
    }

    @Override
    public void stop() {
        if (counts != null) {
            counts.close();
        }
        if (otlp != null) {
            otlp.close();
        }
        if (endpoint != null) {
            ScrapeAddresses.ended(connector);
            endpoint.close();
        }
    }
}
