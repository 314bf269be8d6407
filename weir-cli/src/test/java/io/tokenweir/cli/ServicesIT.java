package io.tokenweir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.common.secret.SecretVault;

/** Every service in a process of its own, against a broker and registry that ./weir broker started, under a prefix. */
class ServicesIT {
    private static final Duration START_UP = Duration.ofSeconds(60);
    private static final Duration COMMAND = Duration.ofSeconds(90);
    private static final String RUN = "watched-1";
    private static final String SCENARIO = """
            name: six users
            seed: 7
            target: {api: openai-chat, provider: openai, model: sim-large}
            accounts: {batch: six, count: 6}
            scenarios:
              edge:
                executor: ramping-vus
                startVUs: 2
                stages: [{duration: 3s, target: 6}, {duration: 3s, target: 6}]
                gracefulStop: 5s
                prompt: {tokens: 60, distinct: 8}
                maxTokens: 24
                thinkTime: 100ms
                reaction: {retry: obey, maxAttempts: 3, patience: 3s}
            prices:
              version: t
              currency: USD
              models:
                sim-large: {input: 2.50, cachedInput: 1.25, output: 10.00}
            """;

    @TempDir
    private Path folder;

    private final Map<String, String> environment = Map.of(VaultOptions.KEK_VARIABLE, SecretVault.newKek());
    private final Deque<WeirProcess> running = new ArrayDeque<>();
    private List<String> cluster = List.of();

    @AfterEach
    void endAll() {
        running.forEach(WeirProcess::close);
    }

    @Test
    @Timeout(value = 4, unit = TimeUnit.MINUTES)
    void keepTheLedgerEqualInEverySourceWhenEachRunsAlone() throws Exception {
        WeirProcess broker = start("broker", "--data-folder", "broker", "--topic-prefix", "t1.");
        WeirProcess simulator = start("simulate", "--only-issued-keys");
        String addresses = broker.lineAfter("--bootstrap-servers", START_UP);
        cluster = List.of(("--bootstrap-servers " + addresses).split(" "));
        assertThat(cluster).endsWith("--topic-prefix", "t1.");
        String api = simulator.lineAfter("API", START_UP);
        String portal = simulator.lineAfter("Portal", START_UP);
        String mailbox = simulator.lineAfter("Mailbox", START_UP);
        String scenario = scenario();

        WeirProcess streams = start("streams", "--state-folder", "state");
        Path objects = folder.resolve("objects");
        WeirProcess connect = start(
                "connect",
                "--scrape-port",
                "0",
                "--rotate",
                "2s",
                "--objects-url",
                objects.toUri().toString());
        WeirProcess dashboard = start("dashboard");
        assertSuccess("provision", scenario, "--portal-url", portal, "--mailbox-url", mailbox);
        streams.lineAfter("Topology running", START_UP);
        String metrics = connect.lineAfter("Metrics:", START_UP);
        assertThat(dashboard.lineAfter("Dashboard:", START_UP)).startsWith("http://127.0.0.1:");
        try (TargetMetrics target = TargetMetrics.start("DCGM_FI_DEV_GPU_UTIL 75\n")) {
            String watched = Files.writeString(folder.resolve("watched.yaml"), SCENARIO + target.section())
                    .toString();
            WeirProcess scrape = start("scrape", watched, "--run-id", RUN);
            scrape.lineAfter("Reading 1 sources", START_UP);
            assertSuccess("run", scenario, "--target", api, "--run-id", RUN);
            scrape.askToEnd();
            assertThat(scrape.lineAfter("Ended:", COMMAND)).startsWith("gpu-0 ");
        }

        String table = assertSuccess(
                "verify", RUN, "--wait-for-sinks", "--objects", objects.toString(), "--metrics-url", metrics);
        assertThat(table).contains("Parquet", "Prometheus").containsPattern("equal in all \\d+ rows across 8 sources");
        assertThat(query("--grouping", "SYSTEM", "--columns", "source,window.system.gpuUtilisationPpm.mean"))
                .contains("gpu-0", "75.0");
        assertThat(query("--all-runs", "--grouping", "PROVISIONING", "--columns", "cumulative.provisioning.accounts"))
                .contains("READY 6");
        assertSuccess("report", RUN, "--objects", objects.toString(), "--metrics-url", metrics);
        assertThat(RunFolder.find(folder.resolve("runs"), RUN).path().resolve("runbook.html"))
                .isNotEmptyFile();
        assertThatNoSecretWasLeftBehind();
    }

    private void assertThatNoSecretWasLeftBehind() throws IOException {
        KafkaSettings kafka =
                KafkaSettings.local(cluster.get(1), cluster.get(3)).withTopicPrefix(cluster.get(5));
        SecretSearch search = new SecretSearch(kafka, environment.get(VaultOptions.KEK_VARIABLE));
        assertThat(search.secrets())
                .as("a key and two passwords of each account")
                .isEqualTo(18);
        search.assertNotInAnyTopic();
        search.assertNotInAnyFileBelow(folder);
    }

    private String query(String... arguments) throws InterruptedException {
        List<String> all = new ArrayList<>(List.of("query", "--window", "1"));
        if (!arguments[0].equals("--all-runs")) {
            all.add(RUN);
        }
        all.addAll(List.of(arguments));
        return assertSuccess(all.toArray(String[]::new));
    }

    private String assertSuccess(String... arguments) throws InterruptedException {
        WeirProcess command = start(arguments);
        assertThat(command.exitCode(COMMAND)).as(command.output()).isZero();
        return command.output();
    }

    /** With the cluster's addresses, as soon as they are known. */
    private WeirProcess start(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(cluster);
        WeirProcess process = WeirProcess.start(folder, environment, all);
        // the broker goes last
        running.push(process);
        return process;
    }

    private String scenario() throws IOException {
        return Files.writeString(folder.resolve("six.yaml"), SCENARIO).toString();
    }
}
