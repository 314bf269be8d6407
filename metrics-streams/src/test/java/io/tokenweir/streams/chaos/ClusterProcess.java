package io.tokenweir.streams.chaos;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.common.kafka.TopicAdmin;
import io.tokenweir.platform.EmbeddedPlatform;
import io.tokenweir.platform.PlatformConfig;
import io.tokenweir.streams.ChildJvm;
import io.tokenweir.topics.Topic;

/** Broker and registry in a JVM of their own: says where they listen, and lives until its standard input ends. */
final class ClusterProcess {
    private ClusterProcess() {}

    /** @param args folder, broker port, registry port (0 for a free one), partitions of the topics */
    public static void main(String[] args) throws IOException {
        PrintStream out = ChildJvm.ownOutput();
        PlatformConfig config = PlatformConfig.inFolder(Path.of(args[0]))
                .withPorts(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
        try (EmbeddedPlatform platform = EmbeddedPlatform.start(config)) {
            KafkaSettings settings = new KafkaSettings(
                    platform.bootstrapServers(),
                    platform.schemaRegistryUrl(),
                    "",
                    Integer.parseInt(args[3]),
                    (short) 1,
                    Map.of());
            TopicAdmin.ensure(settings, EnumSet.allOf(Topic.class));
            out.println(settings.bootstrapServers() + " " + settings.schemaRegistryUrl());
            out.flush();
            while (System.in.read() >= 0) {
                // until the end
            }
        }
    }
}
