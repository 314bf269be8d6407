package io.tokenweir.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.topics.Topic;

/**
 * How long the run's own broker keeps the records of a continuous run: as long as its segments are kept, and what only passes
 * from stage to stage as long as two. Topics of a cluster that others run keep the settings that they have.
 */
final class LocalRetention {
    private static final Duration LEAST = Duration.ofMinutes(5);

    private LocalRetention() {}

    static void apply(KafkaSettings settings, Continuous continuous) {
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
        for (Topic topic : List.of(
                Topic.REQUESTS,
                Topic.TOKENS,
                Topic.HEALTH,
                Topic.SYSTEM,
                Topic.METRICS,
                Topic.PARTIALS,
                Topic.RUN_RESULTS)) {
            Duration kept = kept(topic, continuous);
            if (kept != null) {
                changes.put(
                        new ConfigResource(ConfigResource.Type.TOPIC, settings.topic(topic)), settings(topic, kept));
            }
        }
        try (Admin admin = Admin.create(settings.client("weir-retention"))) {
            admin.incrementalAlterConfigs(changes).all().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw Failure.failed(
                    "The broker's retention cannot be set: " + e.getCause().getMessage());
        }
    }

    /** Null: as the topic has it. */
    private static Duration kept(Topic topic, Continuous continuous) {
        boolean passing = topic == Topic.PARTIALS;
        if (!passing && continuous.keepSegments() == null) {
            return null;
        }
        int segments = passing ? 2 : continuous.keepSegments() + 1;
        Duration wanted = continuous.segment().multipliedBy(segments);
        return wanted.compareTo(LEAST) < 0 ? LEAST : wanted;
    }

    /** Only whole files of a log are deleted, so they are closed often enough. */
    private static List<AlterConfigOp> settings(Topic topic, Duration kept) {
        List<AlterConfigOp> settings = new ArrayList<>();
        settings.add(set("retention.ms", Long.toString(kept.toMillis())));
        settings.add(set("segment.ms", Long.toString(Math.max(60_000, kept.toMillis() / 4))));
        if (topic.cleanup() == Topic.Cleanup.COMPACT) {
            settings.add(set("cleanup.policy", "compact,delete"));
        }
        return settings;
    }

    private static AlterConfigOp set(String name, String value) {
        return new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
    }
}
