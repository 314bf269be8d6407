import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.tokenweir.events.RequestEvent;
import io.tokenweir.events.TokenEvent;
import io.tokenweir.topics.Topic;

/** Measures the object sink's task on events of a real run, row by row, and prints a table. Started by benchmarks/objects.sh. */
final class ObjectsBenchmarks {
    private ObjectsBenchmarks() {}

    public static void main(String[] args) throws Exception {
        Path home = Path.of(args[0]);
        Path work = Path.of(args[1]);
        Map<String, ObjectsRow> rows = new LinkedHashMap<>();
        rows.put("requests", new ParquetRow(Topic.REQUESTS, RequestEvent.class));
        rows.put("tokens", new ParquetRow(Topic.TOKENS, TokenEvent.class));
        rows.put("partitions", new PartitionsRow(200));
        List<String> wanted = Arrays.asList(args).subList(2, args.length);
        System.out.println("| row | figure | value |");
        System.out.println("|---|---|---|");
        try (Broker broker = Broker.start(home, work.resolve("broker"), List.of())) {
            RecordedRun recorded = RecordedRun.make(home, work, broker);
            for (Map.Entry<String, ObjectsRow> row : rows.entrySet()) {
                if (wanted.isEmpty() || wanted.stream().anyMatch(row.getKey()::startsWith)) {
                    row.getValue()
                            .run(recorded)
                            .forEach((name, value) -> System.out.println("| " + row.getKey() + " | " + name + " | " + value + " |"));
                }
            }
        }
    }
}
