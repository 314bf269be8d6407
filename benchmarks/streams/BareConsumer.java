import java.time.Duration;
import java.util.List;
import java.util.function.ToLongFunction;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.topics.Topic;

/** Reads one topic from one partition with a consumer and nothing else, and does one thing with each value. */
final class BareConsumer {
    private BareConsumer() {}

    /** CPU seconds per record of reading records {@code from} to {@code to}; those before them warm up. */
    static double cpuPerRecord(
            KafkaSettings settings, Topic topic, long from, long to, ToLongFunction<byte[]> use)
            throws InterruptedException {
        double[] cost = new double[1];
        Thread thread = new Thread(() -> cost[0] = read(settings, topic, from, to, use), "bare-consumer");
        thread.start();
        thread.join();
        return cost[0];
    }

    private static double read(
            KafkaSettings settings, Topic topic, long from, long to, ToLongFunction<byte[]> use) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings.consumer("bare"))) {
            TopicPartition partition = new TopicPartition(settings.topic(topic), 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            ThreadCost before = null;
            long began = 0;
            long read = 0;
            long sum = 0;
            while (read < to) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    sum += use.applyAsLong(record.value());
                    read++;
                }
                if (before == null && read >= from) {
                    before = ThreadCost.of("bare-consumer");
                    began = read;
                }
            }
            ThreadCost cost = ThreadCost.of("bare-consumer").since(before);
            if (sum == 0) {
                throw new IllegalStateException("nothing was read");
            }
            return cost.cpuSeconds() / (read - began);
        }
    }
}
