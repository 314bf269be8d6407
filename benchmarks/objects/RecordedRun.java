import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.topics.Topic;

/** What a real run left in the topics of a real broker: {@code ./weir run} against {@code ./weir simulate}. */
final class RecordedRun {
    private static final int RECORDS = 40_000;
    private static final String ENGINE = "{mode: FIXED, ttftMillis: 20, interTokenMillis: 5, maxSequences: 5000}";

    private final KafkaSettings settings;
    private final Path work;

    private RecordedRun(KafkaSettings settings, Path work) {
        this.settings = settings;
        this.work = work;
    }

    static RecordedRun make(Path home, Path work, Broker broker) throws Exception {
        Lab lab = new Lab(home, work, 0, 0);
        try (Simulator simulator = Simulator.start(lab, ENGINE, false)) {
            List<String> command = new ArrayList<>(List.of(home.resolve("weir").toString(), "run"));
            command.addAll(List.of("--target", "http://127.0.0.1:" + simulator.port() + "/v1", "--api", "openai-chat"));
            command.addAll(List.of("--model", "truth-1", "--vus", "100", "--max-tokens", "16", "--duration", "20s"));
            command.addAll(broker.options());
            Process process = new ProcessBuilder(command)
                    .directory(work.toFile())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(work.resolve("run.err").toFile())
                    .start();
            if (process.waitFor() != 0) {
                throw new IOException("the run failed: " + Files.readString(work.resolve("run.err")));
            }
        }
        return new RecordedRun(KafkaSettings.local(broker.options().get(1), broker.options().get(3)), work);
    }

    KafkaSettings settings() {
        return settings;
    }

    /** A folder of its own for each measurement. */
    Path folder() throws IOException {
        return Files.createTempDirectory(work, "objects");
    }

    /** The first values of a topic, as they lie in the broker, partition by partition. */
    List<byte[]> values(Topic topic) {
        List<byte[]> values = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings.consumer("bench"))) {
            List<TopicPartition> partitions = consumer.partitionsFor(settings.topic(topic)).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (values.size() < RECORDS && partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ofMillis(200));
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    values.add(record.value());
                }
            }
        }
        if (values.isEmpty()) {
            throw new IllegalStateException(settings.topic(topic) + " is empty");
        }
        return values;
    }
}
