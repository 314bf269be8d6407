package io.tokenweir.streams;

import java.util.Map;
import java.util.Properties;

import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;

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
     * @param partitions partition count of the event topics of each branch; stage 2 waits for that many
     */
    static Topology build(
            AvroWire wire,
            TopologyNames names,
            MetricsStreamsConfig config,
            Properties properties,
            Map<Branch, Integer> partitions) {
        ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        Topology topology = new Topology(new TopologyConfig(new StreamsConfig(properties)))
                .addSource(TopologyNames.REQUESTS_IN, bytes, bytes, names.requests())
                .addSource(TopologyNames.TOKENS_IN, bytes, bytes, names.tokens());
        int ofRequests = partitions.get(Branch.REQUESTS);
        stageOne(
                topology,
                TopologyNames.REQUESTS,
                names,
                wire,
                () -> new PartialAggregator(wire, names, config, ofRequests),
                TopologyNames.REQUESTS_IN,
                TopologyNames.TOKENS_IN);
        topology.addSource(TopologyNames.PARTIALS_IN, bytes, bytes, names.partials())
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
        // after the others: the numbers of their tasks stay
        int ofAccounts = partitions.get(Branch.PROVISIONING);
        stageOne(
                topology.addSource(TopologyNames.PROVISIONING_IN, bytes, bytes, names.accountEvents()),
                TopologyNames.PROVISIONING,
                names,
                wire,
                () -> new SideAggregator<>(new AccountFeed(), TopologyNames.PROVISIONING, wire, config, ofAccounts),
                TopologyNames.PROVISIONING_IN);
        int ofSystem = partitions.get(Branch.SYSTEM);
        stageOne(
                topology.addSource(TopologyNames.SYSTEM_IN, bytes, bytes, names.system()),
                TopologyNames.SYSTEM,
                names,
                wire,
                () -> new SideAggregator<>(new SystemFeed(), TopologyNames.SYSTEM, wire, config, ofSystem),
                TopologyNames.SYSTEM_IN);
        return topology;
    }

    /** Stage 1 of a branch. Each has tasks of its own, so that none takes anything from another's. */
    private static void stageOne(
            Topology topology,
            TopologyNames.StageOne stage,
            TopologyNames names,
            AvroWire wire,
            ProcessorSupplier<byte[], byte[], Object, Object> aggregator,
            String... sources) {
        topology.addProcessor(stage.aggregator(), aggregator, sources)
                .addStateStore(
                        new WriteBehindStoreBuilder<>(stage.windows(), KeyCodecs.WINDOW, PartialStateCodecs.SUMS),
                        stage.aggregator())
                .addStateStore(
                        new WriteBehindStoreBuilder<>(stage.progress(), KeyCodecs.RUN, PartialStateCodecs.PROGRESS),
                        stage.aggregator())
                .addSink(
                        stage.partialsOut(),
                        names.partials(),
                        new WeirAvroSerializer<SeriesKey>(wire, true),
                        new WeirAvroSerializer<Partial>(wire, false),
                        SeriesPartitioner.<SeriesKey, Partial>by(key -> key),
                        stage.aggregator())
                .addSink(
                        stage.deadLettersOut(),
                        names.deadLetters(),
                        new ByteArraySerializer(),
                        new WeirAvroSerializer<DeadLetter>(wire, false),
                        stage.aggregator());
        if (stage.keys() != null) {
            topology.addStateStore(
                    new WriteBehindStoreBuilder<>(stage.keys(), KeyCodecs.PAGE, PartialStateCodecs.KEYS),
                    stage.aggregator());
        }
    }
}
