import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.topics.Topic;

/** Measures the topology, row by row, and prints a table. Started by benchmarks/streams.sh. */
final class StreamsBenchmarks {
    private StreamsBenchmarks() {}

    public static void main(String[] args) throws Exception {
        Path home = Path.of(args[0]);
        Path work = Path.of(args[1]);
        Map<String, StreamsRow> rows = new LinkedHashMap<>();
        rows.put("five", new ThroughputRow(LogShape.of(5, 100_000)));
        rows.put("full", new ThroughputRow(LogShape.of(32, 94_000)));
        rows.put("keys", new KeysRow(LogShape.of(5, 100_000)));
        rows.put("terminal", new TerminalRow(10_000));
        rows.put("dense", new TerminalRow(100_000));
        rows.put("fresh", new FreshnessRow(LogShape.of(5, 10_000)));
        List<String> wanted = Arrays.asList(args).subList(2, args.length);
        System.out.println("| row | figure | value |");
        System.out.println("|---|---|---|");
        try (Broker broker = Broker.start(home, work.resolve("broker"), List.of())) {
            StreamsLab lab = new StreamsLab(broker, work);
            // a service is measured, not its start: the compilers are at work for seconds
            KafkaSettings warmUp = lab.settings(1);
            EventWriter.fill(warmUp, LogShape.of(5, 100_000), 8);
            CatchUp.through(lab, warmUp, Topic.TOKENS, 1, 8 * 100_001);
            for (Map.Entry<String, StreamsRow> row : rows.entrySet()) {
                if (wanted.isEmpty() || wanted.stream().anyMatch(row.getKey()::startsWith)) {
                    row.getValue()
                            .run(lab)
                            .forEach((name, value) -> System.out.println("| " + row.getKey() + " | " + name + " | " + value + " |"));
                }
            }
        }
    }
}
