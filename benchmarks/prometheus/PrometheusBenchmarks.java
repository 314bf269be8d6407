import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measures the Prometheus sink against a real server, row by row, and prints a table. Started by benchmarks/prometheus.sh. */
final class PrometheusBenchmarks {
    private PrometheusBenchmarks() {}

    /** Figures by name. */
    @FunctionalInterface
    interface Row {
        Map<String, Object> run() throws Exception;
    }

    public static void main(String[] args) throws Exception {
        Path home = Path.of(args[0]);
        Path work = Path.of(args[1]);
        Map<String, Row> rows = new LinkedHashMap<>();
        rows.put("floats", new WriteRow(work.resolve("floats"), 0, 1500)::run);
        rows.put("native", new WriteRow(work.resolve("native"), 12, 80)::run);
        rows.put("fresh", new FreshRow(home, work)::run);
        List<String> wanted = Arrays.asList(args).subList(2, args.length);
        System.out.println("| row | figure | value |");
        System.out.println("|---|---|---|");
        for (Map.Entry<String, Row> row : rows.entrySet()) {
            if (wanted.isEmpty() || wanted.stream().anyMatch(row.getKey()::startsWith)) {
                row.getValue()
                        .run()
                        .forEach((name, value) -> System.out.println("| " + row.getKey() + " | " + name + " | " + value + " |"));
            }
        }
    }
}
