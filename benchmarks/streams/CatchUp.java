import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import com.sun.management.OperatingSystemMXBean;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.streams.MetricsStreams;
import io.tokenweir.topics.Topic;

/**
 * The topology at work through a log that is there already. What it has done is what it has committed: offsets and results are
 * of one transaction.
 */
record CatchUp(
        double eventsPerSecond,
        double threadSecondsPerEvent,
        double processSecondsPerEvent,
        double bytesPerEvent,
        double heapMegabytes) {
    private static final long LOOK_MILLIS = 20;

    /** Starts the topology; measures from the commit of {@code topic} that passes {@code from} to the one that reaches {@code to}. */
    static CatchUp through(StreamsLab lab, KafkaSettings settings, Topic topic, long from, long to) throws Exception {
        try (Admin admin = Admin.create(settings.client("catch-up"));
                MetricsStreams streams = lab.streams(settings, 1)) {
            streams.awaitRunning(Duration.ofMinutes(1));
            String group = settings.topicPrefix() + "weir-metrics-streams";
            TopicPartition partition = new TopicPartition(settings.topic(topic), 0);
            long first = await(admin, group, partition, from);
            long began = System.nanoTime();
            ThreadCost thread = ThreadCost.of("StreamThread-1");
            double process = processSeconds();
            long last = await(admin, group, partition, to);
            double seconds = (System.nanoTime() - began) / 1e9;
            ThreadCost cost = ThreadCost.of("StreamThread-1").since(thread);
            double events = last - first;
            return new CatchUp(
                    events / seconds,
                    cost.cpuSeconds() / events,
                    (processSeconds() - process) / events,
                    cost.allocatedBytes() / events,
                    heapInUse() / 1e6);
        }
    }

    private static long await(Admin admin, String group, TopicPartition partition, long offset)
            throws ExecutionException, InterruptedException {
        while (true) {
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            OffsetAndMetadata at = committed.get(partition);
            if (at != null && at.offset() >= offset) {
                return at.offset();
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    /** After a collection. */
    private static double heapInUse() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static double processSeconds() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                        .getProcessCpuTime()
                / 1e9;
    }
}
