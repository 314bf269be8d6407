import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.common.kafka.TopicAdmin;
import io.tokenweir.streams.MetricsStreams;
import io.tokenweir.streams.MetricsStreamsConfig;
import io.tokenweir.topics.Topic;

/** The bench: a broker in a process of its own, topics of their own for each measurement, and the topology in this JVM. */
final class StreamsLab {
    private static final String SECOND_TOTAL = "BENCH_SECONDS";

    private final Broker broker;
    private final Path work;
    private int measurements;

    StreamsLab(Broker broker, Path work) {
        this.broker = broker;
        this.work = work;
    }

    /** Length of one measurement in seconds of a rate that just meets the target. */
    static int seconds() {
        String seconds = System.getenv(SECOND_TOTAL);
        return seconds == null ? 10 : Integer.parseInt(seconds);
    }

    /** New topics. */
    KafkaSettings settings(int partitions) {
        KafkaSettings settings = new KafkaSettings(
                broker.options().get(1),
                broker.options().get(3),
                "m" + measurements++ + ".",
                partitions,
                (short) 1,
                Map.of());
        TopicAdmin.ensure(settings, EnumSet.allOf(Topic.class));
        return settings;
    }

    /** Where the broker has its logs. */
    Path logs() {
        return broker.data();
    }

    MetricsStreams streams(KafkaSettings settings, int threads) {
        MetricsStreamsConfig config = MetricsStreamsConfig.defaults(work.resolve("state-" + settings.topicPrefix()));
        return MetricsStreams.start(settings, config.withThreads(threads));
    }
}
