package io.tokenweir.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.tokenweir.topics.Topic;

/** Prometheus, Grafana and Connect settings name things that exist. */
class ObservabilityFilesTest {
    @Test
    void prometheusTakesItsConfiguration() throws Exception {
        assertThat(promtool(
                        "check",
                        "config",
                        Deployment.ROOT
                                .resolve("deploy/prometheus/prometheus.yml")
                                .toString()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tokenweir", "models", "objectives", "target"})
    void everyDashboardAsksTheDatasourceThatIsProvisioned(String name) throws IOException {
        List<Map<String, Object>> sources =
                Deployment.cast(Deployment.yaml("deploy/grafana/provisioning/datasources/prometheus.yaml")
                        .get("datasources"));
        JsonNode dashboard =
                new ObjectMapper().readTree(Deployment.text("deploy/grafana/dashboards/" + name + ".json"));

        assertThat(dashboard.findValues("datasource"))
                .isNotEmpty()
                .allSatisfy(source -> assertThat(source.get("uid").asText())
                        .isEqualTo(sources.get(0).get("uid")));
    }

    @Test
    void prometheusFindsTheRulesWhereComposeMountsThem() {
        List<String> files = Deployment.cast(
                Deployment.yaml("deploy/prometheus/prometheus.yml").get("rule_files"));

        assertThat(files).containsExactly("rules/*.yml");
        assertThat(Deployment.list(Deployment.services().get("prometheus"), "volumes"))
                .contains("./deploy/prometheus/rules:/etc/prometheus/rules:ro");
    }

    @Test
    void grafanaFindsTheDashboardsWhereComposeMountsThem() {
        List<Map<String, Map<String, String>>> providers =
                Deployment.cast(Deployment.yaml("deploy/grafana/provisioning/dashboards/tokenweir.yaml")
                        .get("providers"));
        String path = providers.get(0).get("options").get("path");

        assertThat(Deployment.list(Deployment.services().get("grafana"), "volumes"))
                .contains("./deploy/grafana/dashboards:" + path + ":ro");
    }

    @ParameterizedTest
    @ValueSource(strings = {"prometheus", "objects"})
    void connectorsNameClassesAndTopicsThatExist(String name) throws IOException {
        Properties settings = new Properties();
        settings.load(new StringReader(Deployment.text("deploy/connect/" + name + ".properties")));

        assertThat(Arrays.asList(settings.getProperty("topics").split(",")))
                .isSubsetOf(Stream.of(Topic.values()).map(Topic::baseName).toList());
        settings.values().stream()
                .map(Object::toString)
                .filter(value -> value.startsWith("io.tokenweir."))
                .forEach(type -> assertThat(Deployment.ROOT.resolve(
                                "sink-connectors/src/main/java/" + type.replace('.', '/') + ".java"))
                        .exists());
        settings.values().stream()
                .map(Object::toString)
                .filter(value -> value.startsWith("${env:"))
                .forEach(value -> assertThat(
                                Deployment.environment(Deployment.services().get("connect")))
                        .containsKey(value.substring("${env:".length(), value.length() - 1)));
    }

    /** What promtool complains about; nothing when it is content. */
    private static String promtool(String... arguments) throws IOException, InterruptedException {
        boolean available = Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(place -> Files.isExecutable(Path.of(place, "promtool")));
        assumeTrue(available, "promtool is not on the PATH, so Prometheus' own check is skipped here");
        List<String> command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0 ? "" : said;
    }
}
