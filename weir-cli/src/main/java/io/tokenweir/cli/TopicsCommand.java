package io.tokenweir.cli;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.common.kafka.TopicAdmin;
import io.tokenweir.streams.MetricsStreams;
import io.tokenweir.topics.Topic;

@Command(
        name = "topics",
        description = "Lists every topic with its settings, for those who create topics themselves; or creates them.",
        mixinStandardHelpOptions = true,
        footer = {
            "%nExamples:",
            "  ./weir topics --topic-prefix team-a. --partitions 12",
            "  ./weir topics --create --bootstrap-servers 127.0.0.1:9092 --schema-registry-url http://127.0.0.1:8081"
        })
final class TopicsCommand implements Callable<Integer> {
    @Mixin
    private KafkaOptions kafka;

    @Option(names = "--create", description = "Create those that are missing.")
    private boolean create;

    @Override
    public Integer call() {
        KafkaSettings settings = create ? kafka.settings() : kafka.on("", "");
        if (create) {
            TopicAdmin.ensure(settings, EnumSet.allOf(Topic.class));
        }
        Map<String, Topic> internal = MetricsStreams.internalTopics(settings);
        int width = Stream.concat(Arrays.stream(Topic.values()).map(settings::topic), internal.keySet().stream())
                .mapToInt(String::length)
                .max()
                .orElse(0);
        String row = "%-" + width + "s  %10s  %8s  %s%n";
        System.out.printf(row, "TOPIC", "PARTITIONS", "REPLICAS", "SETTINGS");
        for (Topic topic : Topic.values()) {
            System.out.printf(
                    row,
                    settings.topic(topic),
                    create ? TopicAdmin.partitions(settings, topic) : topic.partitions(settings.partitions()),
                    settings.replicationFactor(),
                    topic.settings().entrySet().stream()
                            .map(Map.Entry::toString)
                            .collect(Collectors.joining(" ")));
        }
        internal.forEach((name, like) -> System.out.printf(
                row, name, like.partitions(settings.partitions()), "", "made by Kafka Streams itself"));
        if (create) {
            System.out.println("All topics are there at " + settings.bootstrapServers() + ".");
        }
        return ExitCode.PASSED;
    }
}
