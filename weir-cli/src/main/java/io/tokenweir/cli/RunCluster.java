package io.tokenweir.cli;

import java.nio.file.Files;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.common.kafka.TopicAdmin;
import io.tokenweir.platform.EmbeddedPlatform;

/** The cluster that holds a run: named on the command line, kept in the run folder, or remembered by the run. */
record RunCluster(KafkaSettings settings, EmbeddedPlatform platform, BrokerWatch watch) implements AutoCloseable {

    /** The one that is named on the command line. */
    static RunCluster named(ClusterOptions options) {
        return new RunCluster(options.settings(), null, null);
    }

    static RunCluster open(RunFolder folder, ClusterOptions options) {
        if (options.given()) {
            return named(options);
        }
        RunFacts facts = RunFacts.read(folder);
        if (!facts.ownBroker()) {
            KafkaSettings remembered = options.on(facts.bootstrapServers(), facts.schemaRegistryUrl());
            TopicAdmin.requireBroker(remembered);
            return new RunCluster(
                    remembered.topicPrefix().isEmpty() ? remembered.withTopicPrefix(facts.topicPrefix()) : remembered,
                    null,
                    null);
        }
        if (!Files.isDirectory(folder.broker())) {
            throw Failure.failed(
                    "Run " + folder.id() + " kept no broker log; name its cluster with --bootstrap-servers.");
        }
        EmbeddedPlatform platform = EmbeddedPlatform.inFolder(folder.broker());
        return new RunCluster(
                KafkaSettings.local(platform.bootstrapServers(), platform.schemaRegistryUrl()),
                platform,
                BrokerWatch.over(platform, () -> {}));
    }

    @Override
    public void close() {
        if (platform != null) {
            watch.close();
            platform.close();
        }
    }
}
