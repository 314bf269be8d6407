package io.tokenweir.connect.prometheus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.yaml.snakeyaml.Yaml;

/** What stands in deploy/grafana and deploy/prometheus, as far as the tests ask a server about it. */
final class DeployFiles {
    static final Path PROMETHEUS = Path.of("../deploy/prometheus");
    static final Path RULES = PROMETHEUS.resolve("rules");
    private static final Path DASHBOARDS = Path.of("../deploy/grafana/dashboards");

    private DeployFiles() {}

    /** An expression, and where it stands. */
    record Query(String place, String expression) {
        @Override
        public String toString() {
            return place + ": " + expression;
        }
    }

    /** Every query of every panel, its variables replaced. */
    static List<Query> panels() {
        List<Query> queries = new ArrayList<>();
        for (Path file : files(DASHBOARDS)) {
            List<Map<String, Object>> panels =
                    PrometheusServer.cast(parsed(file).get("panels"));
            for (Map<String, Object> panel : panels) {
                List<Map<String, Object>> targets = PrometheusServer.cast(panel.getOrDefault("targets", List.of()));
                for (Map<String, Object> target : targets) {
                    String place = file.getFileName() + ", " + panel.get("title");
                    queries.add(new Query(place, substituted((String) target.get("expr"))));
                }
            }
        }
        return queries;
    }

    /** {@code label_values(metric, label)} of every variable. */
    static List<Query> variables() {
        List<Query> queries = new ArrayList<>();
        for (Path file : files(DASHBOARDS)) {
            Map<String, Object> templating = PrometheusServer.cast(parsed(file).get("templating"));
            List<Map<String, Object>> variables = PrometheusServer.cast(templating.get("list"));
            for (Map<String, Object> variable : variables) {
                queries.add(new Query(file.getFileName() + ", variable " + variable.get("name"), substituted((String)
                        variable.get("definition"))));
            }
        }
        return queries;
    }

    /** Every expression of every rule. */
    static List<Query> rules() {
        List<Query> queries = new ArrayList<>();
        for (Path file : files(RULES)) {
            List<Map<String, Object>> groups =
                    PrometheusServer.cast(parsed(file).get("groups"));
            for (Map<String, Object> group : groups) {
                List<Map<String, Object>> rules = PrometheusServer.cast(group.get("rules"));
                for (Map<String, Object> rule : rules) {
                    Object name = rule.getOrDefault("record", rule.get("alert"));
                    queries.add(new Query(file.getFileName() + ", " + name, (String) rule.get("expr")));
                }
            }
        }
        return queries;
    }

    /** As Grafana would, for one run, everything else chosen, and windows of a second. */
    private static String substituted(String expression) {
        return expression
                .replace("$__rate_interval", "5s")
                .replace("$run", DemoRun.ID)
                .replaceAll("\\$(scenario|stage|provider|model|source)\\b", ".*");
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> parsed(Path file) {
        try {
            return new Yaml().load(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
