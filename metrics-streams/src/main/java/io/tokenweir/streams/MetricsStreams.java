package io.tokenweir.streams;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.common.kafka.KafkaUnavailableException;
import io.tokenweir.common.kafka.TopicAdmin;
import io.tokenweir.serde.AvroWire;
import io.tokenweir.topics.Topic;

/**
 * The running topology: weir.requests, weir.tokens, weir.account-events and weir.system to weir.metrics and weir.run-results, exactly once.
 *
 * <p>Owns its stream threads, clients and state directory. Any number of processes with the same application id share the
 * work. Thread-safe.
 */
public final class MetricsStreams implements AutoCloseable {
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final KafkaStreams streams;
    private final CountDownLatch settled = new CountDownLatch(1);

    private MetricsStreams(KafkaStreams streams) {
        this.streams = streams;
    }

    /**
     * Starts, and answers at once; {@link #awaitRunning} waits.
     *
     * @throws KafkaUnavailableException when a topic is missing, or the event topics differ in partition count
     * @throws io.tokenweir.registry.RegistryException when the registry cannot be reached, or refuses our schemas
     */
    public static MetricsStreams start(KafkaSettings settings, MetricsStreamsConfig config) {
        Map<Branch, Integer> partitions = checkTopics(settings);
        Properties properties = StreamsProperties.of(settings, config);
        AvroWire wire = AvroWire.of(settings.client(config.applicationId()));
        WarmUp.run(wire, TopologyNames.of(settings));
        MetricsStreams running = new MetricsStreams(new KafkaStreams(
                MetricsTopology.build(wire, TopologyNames.of(settings), config, properties, partitions), properties));
        running.streams.setStateListener((now, before) -> {
            if (now == KafkaStreams.State.RUNNING || now.hasStartedOrFinishedShuttingDown()) {
                running.settled.countDown();
            }
        });
        running.streams.setUncaughtExceptionHandler(new ThreadRevival(System::nanoTime));
        running.streams.start();
        return running;
    }

    /** Waits for the first time that partitions are assigned and state is restored; false when the time was not enough. */
    public boolean awaitRunning(Duration atMost) throws InterruptedException {
        return settled.await(atMost.toMillis(), TimeUnit.MILLISECONDS) && streams.state() == KafkaStreams.State.RUNNING;
    }

    public KafkaStreams.State state() {
        return streams.state();
    }

    /** Commits what was done and leaves the group, so that another process can take over at once. */
    @Override
    public void close() {
        streams.close(
                CloseOptions.timeout(CLOSE_TIMEOUT).withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
    }

    /**
     * Changelogs that Kafka Streams makes for itself, by full name, and the topic whose partition count each has; an operator
     * who creates topics by hand gives them that, and compaction.
     */
    public static Map<String, Topic> internalTopics(KafkaSettings settings) {
        String application = settings.topicPrefix()
                + MetricsStreamsConfig.defaults(Path.of(".")).applicationId();
        Map<String, Topic> stores = new LinkedHashMap<>();
        stores.put(TopologyNames.PARTIAL_WINDOWS, Topic.REQUESTS);
        stores.put(TopologyNames.RUN_PROGRESS, Topic.REQUESTS);
        stores.put(TopologyNames.KEY_PAGES, Topic.REQUESTS);
        stores.put(TopologyNames.PROVISIONING.windows(), Topic.ACCOUNT_EVENTS);
        stores.put(TopologyNames.PROVISIONING.progress(), Topic.ACCOUNT_EVENTS);
        stores.put(TopologyNames.SYSTEM.windows(), Topic.SYSTEM);
        stores.put(TopologyNames.SYSTEM.progress(), Topic.SYSTEM);
        stores.put(TopologyNames.FINAL_WINDOWS, Topic.PARTIALS);
        stores.put(TopologyNames.SERIES_TOTALS, Topic.PARTIALS);
        stores.put(TopologyNames.RUN_CLOCKS, Topic.PARTIALS);
        Map<String, Topic> changelogs = new LinkedHashMap<>();
        stores.forEach((store, topic) -> changelogs.put(application + "-" + store + "-changelog", topic));
        return changelogs;
    }

    private static Map<Branch, Integer> checkTopics(KafkaSettings settings) {
        Map<Branch, Integer> partitions = Map.of(
                Branch.REQUESTS, TopicAdmin.sharedPartitions(settings, Topic.REQUESTS, Topic.TOKENS),
                Branch.PROVISIONING, TopicAdmin.partitions(settings, Topic.ACCOUNT_EVENTS),
                Branch.SYSTEM, TopicAdmin.partitions(settings, Topic.SYSTEM));
        for (Topic topic : new Topic[] {Topic.PARTIALS, Topic.METRICS, Topic.RUN_RESULTS, Topic.DEAD_LETTERS}) {
            TopicAdmin.partitions(settings, topic);
        }
        return partitions;
    }
}
