package io.tokenweir.report.read;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.events.Grouping;
import io.tokenweir.events.RunResult;
import io.tokenweir.report.ReportException;
import io.tokenweir.serde.AvroWire;
import io.tokenweir.topics.Topic;

/**
 * Waits at the end of a run until everything behind the generator has caught up: the result of the run is there, and every
 * sink's consumer group has committed past the last record of its topics. Blocks the caller; bounded.
 */
public final class SinkWait {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private SinkWait() {}

    /** @param sentence what was reached, or what is still missing */
    public record Outcome(boolean reached, String sentence) {}

    /**
     * @param groups consumer groups ({@code connect-NAME}) and the topics that each must have consumed
     */
    public static Outcome await(
            KafkaSettings settings, RunScope scope, Map<String, List<Topic>> groups, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        boolean result = hasResult(settings, scope);
        while (!result && System.nanoTime() < deadline) {
            LockSupport.parkNanos(PAUSE_NANOS);
            result = hasResult(settings, scope);
        }
        if (!result) {
            return new Outcome(
                    false,
                    "The result of " + scope.inWords() + " did not come within " + timeout.toSeconds()
                            + " s; is the topology up?");
        }
        return groups.isEmpty()
                ? new Outcome(true, "The result of the run is there.")
                : sinks(settings, scope, groups, deadline);
    }

    private static boolean hasResult(KafkaSettings settings, RunScope scope) {
        AvroWire wire = AvroWire.of(settings.client("weir-report"));
        boolean[] found = new boolean[1];
        TopicScan.read(settings, settings.topic(Topic.RUN_RESULTS), record -> {
            RunResult result = wire.decode(record.value(), RunResult.class);
            found[0] |= result != null
                    && scope.covers(result.getSeries())
                    && result.getSeries().getGrouping() == Grouping.RUN;
        });
        return found[0];
    }

    private static Outcome sinks(
            KafkaSettings settings, RunScope scope, Map<String, List<Topic>> groups, long deadline) {
        Map<String, Object> config = settings.consumer("weir-report-ends");
        // Behind the last record there is nothing to wait for.
        config.put("fetch.max.wait.ms", "20");
        try (Admin admin = Admin.create(settings.client("weir-report-admin"));
                KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(config)) {
            DataEnds ends = scope.segment() == null ? new DataEnds(consumer) : DataEnds.onceAsked(consumer);
            List<String> behind = List.of("nothing was asked");
            while (!behind.isEmpty()) {
                behind = behind(settings, admin, consumer, ends, groups);
                if (!behind.isEmpty() && System.nanoTime() > deadline) {
                    return new Outcome(false, "Not yet consumed: " + String.join("; ", behind) + ".");
                }
                if (!behind.isEmpty()) {
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            }
            return new Outcome(true, "The result of the run is there, and all sinks have consumed it.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome(false, "Waiting for the sinks was interrupted.");
        } catch (ExecutionException e) {
            throw new ReportException(
                    "The sinks' positions cannot be asked for: " + e.getCause().getMessage(), e);
        }
    }

    private static List<String> behind(
            KafkaSettings settings,
            Admin admin,
            KafkaConsumer<byte[], byte[]> consumer,
            DataEnds ends,
            Map<String, List<Topic>> groups)
            throws InterruptedException, ExecutionException {
        List<String> behind = new ArrayList<>();
        for (Map.Entry<String, List<Topic>> group : groups.entrySet()) {
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group.getKey())
                    .partitionsToOffsetAndMetadata()
                    .get();
            for (Topic topic : group.getValue()) {
                List<TopicPartition> partitions = consumer.partitionsFor(settings.topic(topic)).stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
                ends.of(partitions).forEach((partition, end) -> {
                    OffsetAndMetadata at = committed.get(partition);
                    if (at == null || at.offset() < end) {
                        behind.add("%s by %s (at %s of %d)"
                                .formatted(partition, group.getKey(), at == null ? "0" : at.offset(), end));
                    }
                });
            }
        }
        return behind;
    }
}
