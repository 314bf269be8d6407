import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

/**
 * Runs the rows that are asked for, or all of them, and writes {@code benchmarks/results.json} and a table. Every figure
 * stands beside one of the C client's of the same minutes; no figure decides anything.
 *
 * <p>{@code BENCH_SECONDS} is the length of one measurement (10), {@code BENCH_PAIRS} how many alternating pairs are run (3).
 */
final class Benchmarks {
    private Benchmarks() {}

    public static void main(String[] args) throws Exception {
        Path home = Path.of(args[0]);
        Lab lab = new Lab(home, Path.of(args[1]), number("BENCH_SECONDS", 10), number("BENCH_PAIRS", 3));
        Map<String, Row> rows = new LinkedHashMap<>();
        rows.put("cost", new CostRow(List.of("--ttft-ms", "0", "--itl-ms", "0"), 50, 0, "encoded"));
        rows.put("cost-none", new CostRow(List.of("--ttft-ms", "0", "--itl-ms", "0"), 50, 0, "none"));
        rows.put("bursts", new CostRow(List.of("--ttft-ms", "0", "--itl-ms", "0", "--burst", "1"), 50, 0, "encoded"));
        rows.put("paced", new CostRow(List.of("--ttft-ms", "200", "--itl-ms", "20"), 1000, 1460, "encoded"));
        rows.put("publishing", new CostRow(List.of("--ttft-ms", "0", "--itl-ms", "0"), 50, 0, "kafka"));
        List<String> bursts = List.of("--ttft-ms", "0", "--itl-ms", "0");
        List<String> steady = List.of("--ttft-ms", "200", "--itl-ms", "20");
        rows.put("size-full", new SizeRow(bursts, 50, 0, List.of()));
        rows.put("size-paced", new SizeRow(steady, 100, 1460, List.of()));
        rows.put("size-paced-zstd", new SizeRow(steady, 100, 1460, List.of("compression.type=zstd", "compression.zstd.level=1")));
        for (int streams : List.of(10, 100, 500, 1000)) {
            rows.put("truth-" + streams, new TruthRow(streams));
        }
        for (int rate : List.of(1, 100, 1000, 5000)) {
            rows.put("pacing-" + rate, new PacingRow(rate, "constant"));
        }
        rows.put("pacing-poisson", new PacingRow(1000, "poisson"));
        rows.put("memory", new MemoryRow());
        rows.put("observer", new ObserverRow());
        rows.put("provision-rate", new ProvisionRow(10_000, 0, List.of()));
        rows.put("provision-declared", new ProvisionRow(250, 5, List.of()));
        rows.put("provision-learned", new ProvisionRow(250, 5, List.of("--learn-limits")));

        String fixed = "{mode: FIXED, ttftMillis: %s, interTokenMillis: %s, jitter: 0, timeFactorUnderLoad: 1, maxSequences: 5000}";
        rows.put("simulator-paced", new SimulatorRow(fixed.formatted(200, 20), 1000, 1460, true, steady, 1460));
        rows.put("simulator-unpaced", new SimulatorRow(
                fixed.formatted(0, 0), 50, 0, false, List.of("--ttft-ms", "0", "--itl-ms", "0", "--burst", "1"), 0));
        rows.put("simulator-steps", new SimulatorRow(
                "{mode: BATCHING, replicas: 1, frontMillis: 0, frontSigma: 0, stepMillis: 20, perSequenceMillis: 0, "
                        + "perContextTokenMillis: 0, perPrefillTokenMillis: 0, jitter: 0, chunkTokens: 100000, maxSequences: 5000}",
                1000,
                1460,
                true,
                steady,
                0));

        List<String> wanted = Arrays.asList(args).subList(2, args.length);
        Map<String, Object> results = new LinkedHashMap<>();
        System.out.println("| row | figure | value |");
        System.out.println("|---|---|---|");
        for (Map.Entry<String, Row> row : rows.entrySet()) {
            if (wanted.isEmpty() || wanted.stream().anyMatch(row.getKey()::startsWith)) {
                Map<String, Object> figures =
                        lab.hasInstruments() || row.getKey().startsWith("provision") ? row.getValue().run(lab) : Map.of("skipped", "no WEIR_INSTRUMENTS");
                results.put(row.getKey(), figures);
                figures.forEach((name, value) -> System.out.println("| " + row.getKey() + " | " + name + " | " + value + " |"));
            }
        }
        Path file = home.resolve("benchmarks/results.json");
        Files.writeString(file, new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(results) + "\n");
        System.out.println("\n" + file);
    }

    private static int number(String variable, int otherwise) {
        String value = System.getenv(variable);
        return value == null ? otherwise : Integer.parseInt(value);
    }
}
