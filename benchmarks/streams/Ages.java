import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.ToLongFunction;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.topics.Topic;

/** How long after the end of its second a record can be read by a consumer of committed records. A thread of its own. */
final class Ages implements AutoCloseable {
    private final KafkaSettings settings;
    private final Topic topic;
    private final ToLongFunction<byte[]> endMicros;
    private final List<Long> millis = Collections.synchronizedList(new ArrayList<>());
    private final Map<Long, Long> latest = new ConcurrentSkipListMap<>();
    private final Thread thread = new Thread(this::read, "ages");
    private volatile boolean closed;
    private volatile long records;
    private volatile long bytes;

    /** @param endMicros of a value: the end of the second that it tells of, or 0 when it tells of none */
    Ages(KafkaSettings settings, Topic topic, ToLongFunction<byte[]> endMicros) {
        this.settings = settings;
        this.topic = topic;
        this.endMicros = endMicros;
        thread.setDaemon(true);
        thread.start();
    }

    private void read() {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings.consumer("ages"))) {
            List<TopicPartition> partitions = new ArrayList<>();
            consumer.partitionsFor(settings.topic(topic))
                    .forEach(info -> partitions.add(new TopicPartition(info.topic(), info.partition())));
            consumer.assign(partitions);
            while (!closed) {
                Iterable<ConsumerRecord<byte[], byte[]>> read = consumer.poll(Duration.ofMillis(100));
                long now = System.currentTimeMillis();
                for (ConsumerRecord<byte[], byte[]> record : read) {
                    records++;
                    bytes += record.serializedKeySize() + record.serializedValueSize();
                    long end = endMicros.applyAsLong(record.value());
                    if (end > 0) {
                        millis.add(now - end / 1000);
                        latest.merge(end, now - end / 1000, Math::max);
                    }
                }
            }
        }
    }

    Collection<Long> latestBySecond() {
        return latest.values();
    }

    long records() {
        return records;
    }

    long bytes() {
        return bytes;
    }

    double quantile(double q) {
        return Statistics.quantile(millis.stream().mapToDouble(Long::doubleValue).sorted().toArray(), q);
    }

    @Override
    public void close() {
        closed = true;
    }
}
