package io.tokenweir.streams;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.streams.StreamsConfig;

import io.tokenweir.common.kafka.KafkaSettings;

/** The topology in a JVM of its own, to be killed. */
public final class StreamsProcess {
    /** To be told: die between the acknowledgement of a partial and the commit that belongs to it. */
    public static final String DIE_BEFORE_COMMIT = "die before commit";

    private StreamsProcess() {}

    /** @param standbys copies of each task's state, as an operator's client properties may ask for */
    public static ChildJvm start(KafkaSettings settings, MetricsStreamsConfig config, int standbys, File log) {
        return ChildJvm.start(
                StreamsProcess.class,
                log,
                false,
                List.of(
                        settings.bootstrapServers(),
                        settings.schemaRegistryUrl(),
                        Integer.toString(settings.partitions()),
                        config.stateDirectory().toString(),
                        Integer.toString(config.threads()),
                        Boolean.toString(config.exactlyOnce()),
                        config.groupProtocol().name(),
                        config.instanceTimeout().toString(),
                        Integer.toString(standbys)));
    }

    /** Runs until its standard input ends. */
    public static void main(String[] args) throws IOException {
        Map<String, String> client = new HashMap<>();
        client.put("producer.interceptor.classes", DeathBeforeCommit.class.getName());
        client.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, args[8]);
        KafkaSettings settings = new KafkaSettings(args[0], args[1], "", Integer.parseInt(args[2]), (short) 1, client);
        MetricsStreamsConfig config = MetricsStreamsConfig.defaults(Path.of(args[3]))
                .withThreads(Integer.parseInt(args[4]))
                .withExactlyOnce(Boolean.parseBoolean(args[5]))
                .withGroupProtocol(GroupProtocol.valueOf(args[6]))
                .withInstanceTimeout(Duration.parse(args[7]));
        try (MetricsStreams streams = MetricsStreams.start(settings, config);
                BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            String order = orders.readLine();
            while (order != null) {
                if (order.equals(DIE_BEFORE_COMMIT)) {
                    DeathBeforeCommit.await(settings);
                }
                order = orders.readLine();
            }
        }
    }
}
