package io.tokenweir.platform;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** One node that is broker and controller, sized for a laptop. */
final class BrokerSettings {
    static final int NODE_ID = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private BrokerSettings() {}

    static Properties of(Path folder, int brokerPort, int controllerPort, Map<String, String> overrides) {
        Properties settings = new Properties();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(NODE_ID));
        settings.put("log.dirs", folder.toString());
        settings.put(
                "listeners", listener("PLAINTEXT", brokerPort) + "," + listener(CONTROLLER_LISTENER, controllerPort));
        settings.put("advertised.listeners", listener("PLAINTEXT", brokerPort));
        settings.put("controller.listener.names", CONTROLLER_LISTENER);
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        // Voters that are named, not found, so that the port may differ at the next start.
        settings.put("controller.quorum.voters", NODE_ID + "@" + Ports.LOOPBACK + ":" + controllerPort);
        quickStart(folder, settings);
        oneReplica(settings);
        littleMemory(settings);
        keepEverything(settings);
        settings.putAll(overrides);
        return settings;
    }

    private static String listener(String name, int port) {
        return name + "://" + Ports.LOOPBACK + ":" + port;
    }

    /**
     * A killed broker's registration stands until its session ends, and the next start waits for that; so after a kill the
     * session is short. Else it is Kafka's own, because a busy machine can keep a broker from its heartbeats for seconds.
     */
    private static void quickStart(Path folder, Properties settings) {
        settings.put("broker.session.timeout.ms", wasKilled(folder) ? "2000" : "9000");
        settings.put("broker.heartbeat.interval.ms", "100");
        settings.put("group.initial.rebalance.delay.ms", "0");
        streamsGroups(settings);
        settings.put("controller.quorum.election.timeout.ms", "500");
        settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
    }

    /** Their clients cannot set sessions: what a killed one held is free again as soon as under the classic protocol. */
    private static void streamsGroups(Properties settings) {
        settings.put("group.streams.min.session.timeout.ms", "6000");
        settings.put("group.streams.session.timeout.ms", "6000");
        settings.put("group.streams.min.heartbeat.interval.ms", "1500");
        settings.put("group.streams.heartbeat.interval.ms", "1500");
        settings.put("group.streams.initial.rebalance.delay.ms", "0");
    }

    private static boolean wasKilled(Path folder) {
        return Files.exists(folder.resolve("__cluster_metadata-0"))
                && Files.notExists(folder.resolve(".kafka_cleanshutdown"));
    }

    private static void oneReplica(Properties settings) {
        settings.put("default.replication.factor", "1");
        settings.put("min.insync.replicas", "1");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
    }

    private static void littleMemory(Properties settings) {
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("transaction.state.log.num.partitions", "4");
        settings.put("share.coordinator.state.topic.num.partitions", "1");
        settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(8 << 20));
        settings.put("log.index.size.max.bytes", Integer.toString(2 << 20));
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        settings.put("background.threads", "2");
        settings.put("group.coordinator.threads", "1");
        settings.put("share.coordinator.threads", "1");
        settings.put("queued.max.requests", "100");
    }

    /**
     * Retention by time judges by record timestamps, which simulated clocks put into the past: a topic that says nothing
     * keeps everything. Topics of ours say what they want.
     */
    private static void keepEverything(Properties settings) {
        settings.put("log.retention.ms", "-1");
        settings.put("auto.create.topics.enable", "false");
    }
}
