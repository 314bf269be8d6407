package io.tokenweir.cli;

import picocli.CommandLine.Option;

import io.tokenweir.common.kafka.KafkaSettings;

/** Where the cluster is, for commands that create topics there: services, and {@code ./weir topics}. */
final class KafkaOptions extends ClusterOptions {
    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "4",
            description = "Partitions of topics that we create (default: ${DEFAULT-VALUE}).")
    private int partitions;

    @Option(
            names = "--replication-factor",
            paramLabel = "N",
            defaultValue = "1",
            description = "Replicas of topics that we create (default: ${DEFAULT-VALUE}).")
    private short replicationFactor;

    @Override
    KafkaSettings on(String brokers, String registry) {
        return on(brokers, registry, partitions, replicationFactor);
    }
}
