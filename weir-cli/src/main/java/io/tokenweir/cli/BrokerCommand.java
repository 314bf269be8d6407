package io.tokenweir.cli;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.common.kafka.TopicAdmin;
import io.tokenweir.platform.EmbeddedPlatform;
import io.tokenweir.platform.PlatformConfig;
import io.tokenweir.topics.Topic;

@Command(
        name = "broker",
        description = "Runs the embedded broker and schema registry, kept on disk, until Ctrl-C.",
        mixinStandardHelpOptions = true,
        footer = {
            "%nPrints what the other commands need, for instance:",
            "  --bootstrap-servers 127.0.0.1:9092 --schema-registry-url http://127.0.0.1:8081"
        })
final class BrokerCommand implements Callable<Integer> {
    @Option(
            names = "--data-folder",
            defaultValue = "runs/broker",
            paramLabel = "DIR",
            description = "Where the log is kept (default: ${DEFAULT-VALUE}).")
    private Path dataFolder;

    @Option(
            names = "--broker-port",
            defaultValue = "0",
            paramLabel = "PORT",
            description = "Port of the broker; 0 takes a free one (default).")
    private int brokerPort;

    @Option(
            names = "--registry-port",
            defaultValue = "0",
            paramLabel = "PORT",
            description = "Port of the registry; 0 takes a free one (default).")
    private int registryPort;

    @Option(
            names = "--topic-prefix",
            defaultValue = "",
            paramLabel = "PREFIX",
            description = "Put before every topic name.")
    private String topicPrefix;

    @Option(
            names = "--partitions",
            defaultValue = "4",
            paramLabel = "N",
            description = "Partitions of the topics it creates (default: ${DEFAULT-VALUE}).")
    private int partitions;

    @Option(names = "--no-topics", description = "Create no topics.")
    private boolean noTopics;

    @Override
    public Integer call() throws InterruptedException {
        Logging.librariesTo(dataFolder.resolve("broker.log"));
        PlatformConfig config = PlatformConfig.inFolder(dataFolder).withPorts(brokerPort, registryPort);
        try (Interrupt interrupt = new Interrupt();
                EmbeddedPlatform platform = EmbeddedPlatform.start(config);
                BrokerWatch watch = BrokerWatch.over(platform, () -> {})) {
            KafkaSettings settings = new KafkaSettings(
                    platform.bootstrapServers(),
                    platform.schemaRegistryUrl(),
                    topicPrefix,
                    partitions,
                    (short) 1,
                    java.util.Map.of());
            if (!noTopics) {
                TopicAdmin.ensure(settings, EnumSet.allOf(Topic.class));
            }
            System.out.println("--bootstrap-servers " + platform.bootstrapServers() + " --schema-registry-url "
                    + platform.schemaRegistryUrl() + (topicPrefix.isEmpty() ? "" : " --topic-prefix " + topicPrefix));
            System.out.flush();
            interrupt.await();
        }
        return ExitCode.PASSED;
    }
}
