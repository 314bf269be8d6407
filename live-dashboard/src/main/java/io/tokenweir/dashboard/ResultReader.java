package io.tokenweir.dashboard;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.events.WindowResult;
import io.tokenweir.topics.Topic;

/**
 * Reads the result topics into the store: every partition, from the beginning, without a consumer group, so that each
 * dashboard sees everything and none waits for a rebalance.
 *
 * <p>Owns one thread and its consumer. A broker or registry that cannot be reached is asked again every second, and reading
 * goes on where it stopped. Topics that do not exist yet are awaited.
 */
final class ResultReader implements ReaderState, AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(ResultReader.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long RETRY_MILLIS = 1000;
    private static final long CLOSE_MILLIS = 2000;
    private static final List<Topic> TOPICS = List.of(Topic.RUNS, Topic.METRICS, Topic.RUN_RESULTS);

    private final KafkaSettings settings;
    private final ResultStore store;
    private final ResultIntake intake;
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private final Thread thread = new Thread(this::run, "weir-dashboard-reader");
    private volatile KafkaConsumer<byte[], byte[]> consumer;
    private volatile boolean closed;
    private volatile boolean caughtUp;
    private volatile String trouble = "";
    private String metricsId = "";

    ResultReader(KafkaSettings settings, ResultStore store) {
        this.settings = settings;
        this.store = store;
        this.intake = new ResultIntake(settings, store);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void onWindow(Consumer<WindowResult> listener) {
        intake.onWindow(listener);
    }

    @Override
    public boolean ready() {
        return caughtUp && trouble.isEmpty();
    }

    @Override
    public ObjectNode health() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("status", ready() ? "ready" : "starting")
                .put("trouble", trouble)
                .put("windows", store.size())
                .put("undecodable", intake.undecodable());
    }

    private void run() {
        while (!closed) {
            try {
                readOn();
            } catch (WakeupException e) {
                LOGGER.debug("The dashboard's reader was woken to stop");
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                if (trouble.isEmpty() && !closed) {
                    LOGGER.atWarn()
                            .addKeyValue("bootstrapServers", settings.bootstrapServers())
                            .log("The dashboard cannot read results, and tries again every second: {}", e.toString());
                }
                trouble = e.toString();
                if (!pause()) {
                    return;
                }
            }
        }
    }

    private void readOn() throws InterruptedException {
        List<TopicPartition> partitions = findPartitions();
        Map<String, Object> config = settings.consumer("weir-dashboard");
        config.put("fetch.min.bytes", "1");
        config.put("fetch.max.wait.ms", "100");
        config.put("max.poll.records", "2000");
        try (KafkaConsumer<byte[], byte[]> reading = new KafkaConsumer<>(config)) {
            consumer = reading;
            reading.assign(partitions);
            for (TopicPartition partition : partitions) {
                Long from = next.get(partition);
                if (from == null) {
                    reading.seekToBeginning(List.of(partition));
                } else {
                    reading.seek(partition, from);
                }
            }
            Map<TopicPartition, Long> ends = reading.endOffsets(partitions);
            while (!closed) {
                for (ConsumerRecord<byte[], byte[]> polled : reading.poll(POLL)) {
                    intake.take(polled);
                    next.put(new TopicPartition(polled.topic(), polled.partition()), polled.offset() + 1);
                }
                trouble = "";
                caughtUp = caughtUp
                        || ends.entrySet().stream().allMatch(end -> reading.position(end.getKey()) >= end.getValue());
            }
        } finally {
            consumer = null;
        }
    }

    private List<TopicPartition> findPartitions() throws InterruptedException {
        List<String> names = TOPICS.stream().map(settings::topic).toList();
        try (Admin admin = Admin.create(settings.client("weir-dashboard-admin"))) {
            while (true) {
                try {
                    Map<String, TopicDescription> topics =
                            admin.describeTopics(names).allTopicNames().get();
                    return assigned(topics);
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                        throw new KafkaException(String.valueOf(e.getCause().getMessage()), e.getCause());
                    }
                    trouble = "The result topics do not exist yet (" + String.join(", ", names) + ")";
                    Thread.sleep(RETRY_MILLIS / 4);
                }
            }
        }
    }

    private List<TopicPartition> assigned(Map<String, TopicDescription> topics) {
        TopicDescription metrics = topics.get(settings.topic(Topic.METRICS));
        String id = metrics.topicId().toString();
        if (!id.equals(metricsId)) {
            metricsId = id;
            next.clear();
        }
        store.assigned(id, metrics.partitions().size());
        List<TopicPartition> partitions = new ArrayList<>();
        topics.forEach((name, topic) -> topic.partitions()
                .forEach(partition -> partitions.add(new TopicPartition(name, partition.partition()))));
        return partitions;
    }

    private boolean pause() {
        try {
            Thread.sleep(RETRY_MILLIS);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    @Override
    public void close() {
        closed = true;
        KafkaConsumer<byte[], byte[]> reading = consumer;
        try {
            if (reading != null) {
                reading.wakeup();
                thread.join(CLOSE_MILLIS);
            }
            thread.interrupt();
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
