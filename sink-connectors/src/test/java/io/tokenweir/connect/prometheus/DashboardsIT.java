package io.tokenweir.connect.prometheus;

import static io.tokenweir.connect.prometheus.PrometheusServer.cast;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import io.tokenweir.connect.TaskContext;
import io.tokenweir.connect.prometheus.DeployFiles.Query;

/** Every panel, variable and rule of deploy/ against a real Prometheus that the sink has filled: none is empty. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DashboardsIT {
    private static final int SECONDS = 150;
    private static final Pattern METRIC = Pattern.compile("\\b(?:weir_\\w+|run:[\\w:]+)");
    private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.+), (\\w+)\\)");
    private static final String LAST_RULE = "run:weir_cost_wasted:ratio_rate5m";

    @TempDir
    static Path folder;

    private final PrometheusSinkTask task = new PrometheusSinkTask();
    private final long lastSecond = Instant.now().getEpochSecond();
    private PrometheusServer server;

    @BeforeAll
    void fillAServerThatHasOurRules() throws Exception {
        PrometheusServer.assumeInstalled();
        server = PrometheusServer.start(
                folder,
                "rule_files: ['" + DeployFiles.RULES.toRealPath() + "/*.yml']\n",
                "--web.enable-remote-write-receiver",
                "--enable-feature=native-histograms");
        task.initialize(new TaskContext());
        task.start(Map.of("remote.write.url", server.url() + "/api/v1/write"));
        task.put(DemoRun.rows(lastSecond, SECONDS));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !server.query(LAST_RULE, now()).isEmpty()
                        && !server.query("ALERTS", now()).isEmpty());
    }

    @AfterAll
    void stop() {
        if (server != null) {
            task.stop();
            server.close();
        }
    }

    @Test
    void promtoolParsesEveryExpressionOfTheDashboards() throws Exception {
        StringBuilder rules = new StringBuilder("groups:\n- name: dashboards\n  rules:\n");
        List<Query> queries = DeployFiles.panels();
        for (int i = 0; i < queries.size(); i++) {
            rules.append("  - record: dashboards:query").append(i).append("\n    expr: '");
            rules.append(queries.get(i).expression().replace("'", "''")).append("'\n");
        }
        Files.writeString(folder.resolve("queries.yml"), rules);

        assertThat(PrometheusServer.promtool(folder, "check", "rules", "queries.yml"))
                .isEmpty();
        assertThat(queries).hasSizeGreaterThan(80);
    }

    @Test
    void promtoolTakesTheConfigurationWithItsRules() throws Exception {
        assertThat(PrometheusServer.promtool(DeployFiles.PROMETHEUS, "check", "config", "prometheus.yml"))
                .isEmpty();
    }

    @Test
    void theRulesPassTheirUnitTests() throws Exception {
        assertThat(PrometheusServer.promtool(
                        DeployFiles.PROMETHEUS.resolve("tests"), "test", "rules", "rules.test.yml"))
                .isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> noPanelIsEmpty() {
        return DeployFiles.panels().stream()
                .map(query -> DynamicTest.dynamicTest(query.toString(), () -> {
                    assertThat(hasNumbers(query.expression())).as("any number").isTrue();
                    assertThatItsMetricsAreThere(query);
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyVariableHasValues() {
        return DeployFiles.variables().stream()
                .map(query -> DynamicTest.dynamicTest(query.toString(), () -> {
                    Matcher call = LABEL_VALUES.matcher(query.expression());
                    assertThat(call.matches()).isTrue();
                    String path = "/api/v1/label/" + call.group(2) + "/values?match[]=" + encoded(call.group(1));
                    List<Object> values = cast(
                            PrometheusServer.parsed(server.get(path).body()).get("data"));
                    assertThat(values).isNotEmpty();
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyRuleAsksForWhatIsThere() {
        return DeployFiles.rules().stream()
                .map(query -> DynamicTest.dynamicTest(query.toString(), () -> assertThatItsMetricsAreThere(query)));
    }

    @Test
    void theRulesYieldWhatTheRunWasMadeOf() throws Exception {
        assertThat(rule("run:weir_ttft_intended_slow:ratio_rate1m"))
                .isCloseTo((double) DemoRun.LATE / DemoRun.OK, within(1e-9));
        assertThat(rule("run:weir_ttft_intended_slow:ratio_rate1h"))
                .isCloseTo((double) DemoRun.LATE / DemoRun.OK, within(1e-9));
        assertThat(rule("run:weir_shed:ratio_rate1m")).isCloseTo((double) DemoRun.SHED / DemoRun.OFFERED, within(1e-9));
        assertThat(rule("run:weir_refused:ratio_rate1m"))
                .isCloseTo((double) DemoRun.REFUSED / (DemoRun.OK + DemoRun.REFUSED), within(1e-9));
        assertThat(rule("run:weir_cost_per_hour:rate1m")).isCloseTo(3600 * DemoRun.COST, within(1e-6));
        assertThat(rule("run:weir_cost_wasted:ratio_rate5m")).isCloseTo(DemoRun.WASTED / DemoRun.COST, within(1e-9));
        assertThat(rule("run:weir_window_valid:avg1m")).isCloseTo(0.75, within(0.02));
        assertThat(rule("run:weir_window_age:seconds")).isCloseTo(0, within(1e-3));
    }

    @Test
    void theAlertThatNeedsNoPatienceFires() throws Exception {
        assertThat(server.value(
                        "ALERTS{alertname=\"WeirTtftBudgetBurnsFast\",alertstate=\"firing\",severity=\"page\"}", now()))
                .isEqualTo(1);
    }

    /** What its expression yields at the end of the run; that the server records it is asked elsewhere. */
    private double rule(String name) throws IOException, InterruptedException {
        Query rule = DeployFiles.rules().stream()
                .filter(query -> query.place().endsWith(", " + name))
                .findFirst()
                .orElseThrow();
        return server.value(rule.expression(), lastSecond);
    }

    /** So that no {@code or vector(0)} hides a name that nobody writes. */
    private void assertThatItsMetricsAreThere(Query query) throws IOException, InterruptedException {
        Matcher metric = METRIC.matcher(query.expression());
        while (metric.find()) {
            // Classic histograms are the other half of rules that take both kinds.
            if (!metric.group().matches(".*_seconds_(bucket|count)")) {
                assertThat(server.query("count_over_time(" + metric.group() + "[5m])", now()))
                        .as(metric.group())
                        .isNotEmpty();
            }
        }
    }

    private boolean hasNumbers(String expression) throws IOException, InterruptedException {
        String path = "/api/v1/query_range?start=" + (lastSecond - SECONDS) + "&end=" + now() + "&step=1&query="
                + encoded(expression);
        String body = server.get(path).body();
        Map<String, Object> answer = PrometheusServer.parsed(body);
        assertThat(answer).as(body).containsEntry("status", "success");
        Map<String, Object> data = cast(answer.get("data"));
        List<Map<String, Object>> series = cast(data.get("result"));
        return series.stream().anyMatch(DashboardsIT::hasNumber);
    }

    private static boolean hasNumber(Map<String, Object> series) {
        List<List<Object>> values = cast(series.getOrDefault("values", List.of()));
        return series.containsKey("histograms")
                || values.stream().anyMatch(pair -> !"NaN".equals(pair.get(1).toString()));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static double now() {
        return Instant.now().toEpochMilli() / 1e3;
    }
}
