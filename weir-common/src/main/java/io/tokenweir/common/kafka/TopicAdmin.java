package io.tokenweir.common.kafka;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

import io.tokenweir.topics.Topic;

/** Creates the topics of the catalogue where they are missing, and tells how many partitions they have where they exist. */
public final class TopicAdmin {
    private static final long TIMEOUT_SECONDS = 15;
    private static final int PROBE_MILLIS = 5_000;

    private TopicAdmin() {}

    /** Throws within seconds when no broker answers; other clients would try for a minute. */
    public static void requireBroker(KafkaSettings settings) {
        Map<String, Object> config = settings.client("weir-probe");
        config.put("default.api.timeout.ms", PROBE_MILLIS);
        config.put("request.timeout.ms", PROBE_MILLIS);
        try (Admin admin = Admin.create(config)) {
            admin.describeCluster().clusterId().get(2L * PROBE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw unavailable(settings, e);
        } catch (ConfigException e) {
            throw new KafkaUnavailableException("The Kafka settings cannot be used: " + e.getMessage() + ".", e);
        } catch (KafkaException e) {
            throw unavailable(settings, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(settings, e);
        }
    }

    /** Creates what is missing; topics made beforehand by somebody else are left as they are. */
    public static void ensure(KafkaSettings settings, Collection<Topic> topics) {
        try (Admin admin = admin(settings)) {
            List<NewTopic> wanted = new ArrayList<>();
            for (Topic topic : topics) {
                wanted.add(new NewTopic(
                                settings.topic(topic),
                                topic.partitions(settings.partitions()),
                                settings.replicationFactor())
                        .configs(topic.settings()));
            }
            for (var created : admin.createTopics(wanted).values().entrySet()) {
                try {
                    created.getValue().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof TopicExistsException)) {
                        throw new KafkaUnavailableException(
                                "Topic " + created.getKey() + " cannot be created at " + settings.bootstrapServers()
                                        + ": " + e.getCause().getMessage(),
                                e.getCause());
                    }
                }
            }
        } catch (TimeoutException e) {
            throw unavailable(settings, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(settings, e);
        }
    }

    /** Partition count of an existing topic; throws when it does not exist. */
    public static int partitions(KafkaSettings settings, Topic topic) {
        String name = settings.topic(topic);
        try (Admin admin = admin(settings)) {
            Map<String, TopicDescription> found =
                    admin.describeTopics(List.of(name)).allTopicNames().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            return found.get(name).partitions().size();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                throw new KafkaUnavailableException(
                        "Topic " + name + " does not exist at " + settings.bootstrapServers()
                                + "; create it with ./weir topics --create.",
                        e);
            }
            throw unavailable(settings, e);
        } catch (TimeoutException e) {
            throw unavailable(settings, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(settings, e);
        }
    }

    /** Partition count of two existing topics that share keys; throws when they differ. */
    public static int sharedPartitions(KafkaSettings settings, Topic first, Topic second) {
        int count = partitions(settings, first);
        int other = partitions(settings, second);
        if (count != other) {
            throw new KafkaUnavailableException(
                    "Topic " + settings.topic(first) + " has " + count + " partitions and " + settings.topic(second)
                            + " has " + other + "; they must have the same number: create one of them anew.",
                    null);
        }
        return count;
    }

    private static Admin admin(KafkaSettings settings) {
        Map<String, Object> config = settings.client("weir-admin");
        config.putIfAbsent("default.api.timeout.ms", "10000");
        config.putIfAbsent("request.timeout.ms", "5000");
        return Admin.create(config);
    }

    private static KafkaUnavailableException unavailable(KafkaSettings settings, Exception cause) {
        return new KafkaUnavailableException(
                "No Kafka broker answers at " + settings.bootstrapServers()
                        + "; start one (./weir broker) or name another with --bootstrap-servers.",
                cause);
    }
}
