import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Bytes of weir.tokens in the broker's log, as compressed and with everything that a log has around it, per token. */
record SizeRow(List<String> serverOptions, int streams, int spreadMillis, List<String> kafkaConfig) implements Row {
    private static final String TOPIC = "weir.tokens";

    @Override
    public Map<String, Object> run(Lab lab) throws Exception {
        Path runs = lab.file("size-" + streams + "-" + kafkaConfig.hashCode());
        List<String> options = new ArrayList<>(List.of("--vus", "" + streams, "--max-tokens", "" + Lab.TOKENS));
        options.addAll(List.of("--duration", lab.seconds + "s", "--runs-folder", runs.toString()));
        if (spreadMillis > 0) {
            options.addAll(List.of("--spread", spreadMillis + "ms"));
        }
        if (!kafkaConfig.isEmpty()) {
            options.addAll(List.of("--kafka-config", Files.write(lab.file("kafka.properties"), kafkaConfig).toString()));
        }
        try (Broker broker = lab.broker(); TruthServer server = lab.server(true, serverOptions)) {
            options.addAll(broker.options());
            JsonNode weir = lab.weir(server, true, options, Map.of());
            long tokens = tokens(runs);
            long bytes = logBytes(broker.data());
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("bytes of " + TOPIC + " per token", Statistics.rounded((double) bytes / tokens));
            figures.put("tokens", tokens);
            figures.put("CPU of weir run, us per token", Statistics.rounded(1e6 / weir.at("/cpu/tokensPerCpuSecond").asDouble()));
            return figures;
        }
    }

    /** What the run's ledger says that the broker acknowledged. */
    private static long tokens(Path runs) throws IOException {
        long tokens = 0;
        for (JsonNode row : new ObjectMapper().readTree(one(runs, "ledger.json").toFile())) {
            tokens += row.get("arrivals").asLong();
        }
        return tokens;
    }

    private static long logBytes(Path data) throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .filter(file -> file.getParent().getFileName().toString().startsWith(TOPIC))
                    .mapToLong(SizeRow::size)
                    .sum();
        }
    }

    private static Path one(Path folder, String name) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName().toString().equals(name)).findFirst().orElseThrow();
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
