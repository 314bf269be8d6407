package io.tokenweir.streams;

import java.util.Properties;

import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;

import io.tokenweir.events.DeadLetter;
import io.tokenweir.events.Partial;
import io.tokenweir.events.RunResult;
import io.tokenweir.events.SeriesKey;
import io.tokenweir.events.WindowKey;
import io.tokenweir.events.WindowResult;
import io.tokenweir.serde.AvroWire;
import io.tokenweir.serde.WeirAvroSerializer;

/**
 * The topology: stage 1 sums up per input partition and second, stage 2 merges by series.
 *
 * <p>Values are read as bytes and decoded inside the processors, so that a record that cannot be read becomes a dead letter
 * in the same transaction instead of an exception.
 */
final class MetricsTopology {
    private MetricsTopology() {}

    /**
     * @param properties what Kafka Streams is told; it refuses generated names only when the topology is built with them
     * @param inputPartitions partition count of the event topics; stage 2 waits for that many
     */
    static Topology build(
            AvroWire wire,
            TopologyNames names,
            MetricsStreamsConfig config,
            Properties properties,
            int inputPartitions) {
        ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        return new Topology(new TopologyConfig(new StreamsConfig(properties)))
                .addSource(TopologyNames.REQUESTS_IN, bytes, bytes, names.requests())
                .addSource(TopologyNames.TOKENS_IN, bytes, bytes, names.tokens())
                .addProcessor(
                        TopologyNames.AGGREGATOR,
                        () -> new PartialAggregator(wire, names, config, inputPartitions),
                        TopologyNames.REQUESTS_IN,
                        TopologyNames.TOKENS_IN)
                .addStateStore(
                        new WriteBehindStoreBuilder<>(
                                TopologyNames.PARTIAL_WINDOWS, KeyCodecs.WINDOW, PartialStateCodecs.SUMS),
                        TopologyNames.AGGREGATOR)
                .addStateStore(
                        new WriteBehindStoreBuilder<>(
                                TopologyNames.RUN_PROGRESS, KeyCodecs.RUN, PartialStateCodecs.PROGRESS),
                        TopologyNames.AGGREGATOR)
                .addSink(
                        TopologyNames.PARTIALS_OUT,
                        names.partials(),
                        new WeirAvroSerializer<SeriesKey>(wire, true),
                        new WeirAvroSerializer<Partial>(wire, false),
                        SeriesPartitioner.<SeriesKey, Partial>by(key -> key),
                        TopologyNames.AGGREGATOR)
                .addSink(
                        TopologyNames.AGGREGATOR_DEAD_LETTERS,
                        names.deadLetters(),
                        new ByteArraySerializer(),
                        new WeirAvroSerializer<DeadLetter>(wire, false),
                        TopologyNames.AGGREGATOR)
                .addSource(TopologyNames.PARTIALS_IN, bytes, bytes, names.partials())
                .addProcessor(TopologyNames.FINALISER, () -> new Finaliser(wire, config), TopologyNames.PARTIALS_IN)
                .addStateStore(
                        new WriteBehindStoreBuilder<>(
                                TopologyNames.FINAL_WINDOWS, KeyCodecs.WINDOW, FinalStateCodecs.WINDOW),
                        TopologyNames.FINALISER)
                .addStateStore(
                        new WriteBehindStoreBuilder<>(
                                TopologyNames.SERIES_TOTALS, KeyCodecs.SERIES, FinalStateCodecs.TOTALS),
                        TopologyNames.FINALISER)
                .addStateStore(
                        new WriteBehindStoreBuilder<>(TopologyNames.RUN_CLOCKS, KeyCodecs.RUN, FinalStateCodecs.CLOCK),
                        TopologyNames.FINALISER)
                .addSink(
                        TopologyNames.METRICS_OUT,
                        names.metrics(),
                        new WeirAvroSerializer<WindowKey>(wire, true),
                        new WeirAvroSerializer<WindowResult>(wire, false),
                        SeriesPartitioner.<WindowKey, WindowResult>by(WindowKey::getSeries),
                        TopologyNames.FINALISER)
                .addSink(
                        TopologyNames.RUN_RESULTS_OUT,
                        names.runResults(),
                        new WeirAvroSerializer<SeriesKey>(wire, true),
                        new WeirAvroSerializer<RunResult>(wire, false),
                        SeriesPartitioner.<SeriesKey, RunResult>by(key -> key),
                        TopologyNames.FINALISER)
                .addSink(
                        TopologyNames.FINALISER_DEAD_LETTERS,
                        names.deadLetters(),
                        new ByteArraySerializer(),
                        new WeirAvroSerializer<DeadLetter>(wire, false),
                        TopologyNames.FINALISER);
    }
}
