package io.tokenweir.connect.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Assumptions;

/** A real Prometheus in a folder of its own, on a loopback port; the test is skipped with a sentence where there is none. */
final class ServerUnderTest implements AutoCloseable {
    static final String RECEIVER = "--web.enable-remote-write-receiver";
    static final String NATIVE = "--enable-feature=native-histograms,exemplar-storage";

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> command;
    private final Map<String, String> environment;
    private final Path log;
    private final String url;
    private Process process;

    private ServerUnderTest(List<String> command, Map<String, String> environment, Path log, int port) {
        this.command = command;
        this.environment = environment;
        this.log = log;
        url = "http://127.0.0.1:" + port;
    }

    /** Debian's, or the one that WEIR_PROMETHEUS names. */
    static ServerUnderTest start(Path folder, String... options) throws IOException {
        return startWith("global: {scrape_interval: 1h}\n", folder, options);
    }

    static ServerUnderTest startWith(String settings, Path folder, String... options) throws IOException {
        Path binary = Path.of(System.getenv().getOrDefault("WEIR_PROMETHEUS", "/usr/bin/prometheus"));
        Assumptions.assumeTrue(Files.isExecutable(binary), "prometheus is not installed (apt-get install prometheus)");
        Files.createDirectories(folder);
        Path config = Files.writeString(folder.resolve("prometheus.yml"), settings);
        int port = freePort();
        List<String> command = new ArrayList<>(List.of(
                binary.toString(),
                "--config.file=" + config,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port));
        command.addAll(List.of(options));
        ServerUnderTest server = new ServerUnderTest(command, Map.of(), folder.resolve("prometheus.log"), port);
        server.start();
        return server;
    }

    /** The receiver, storage and query engine of Prometheus 3, built from src/test/go/prometheus3. */
    static ServerUnderTest startThree(Path folder, String... options) throws IOException {
        String binary = System.getenv().getOrDefault("WEIR_PROMETHEUS3", "");
        Assumptions.assumeTrue(
                !binary.isEmpty() && Files.isExecutable(Path.of(binary)),
                "WEIR_PROMETHEUS3 names no program (cd sink-connectors/src/test/go/prometheus3; go mod tidy; go build)");
        int port = freePort();
        List<String> command =
                new ArrayList<>(List.of(binary, folder.resolve("data3").toString()));
        command.addAll(List.of(options));
        ServerUnderTest server = new ServerUnderTest(
                command, Map.of("PORT", Integer.toString(port)), folder.resolve("prometheus3.log"), port);
        server.start();
        return server;
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    void start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        process = builder.start();
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> get("/-/ready").statusCode() == 200);
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }

    String writeUrl() {
        return url + "/api/v1/write";
    }

    /** The one value that a query answers. */
    double value(String query, double time) throws Exception {
        String body = query(query, time);
        Matcher value = Pattern.compile("\"value\":\\[[^,]+,\"([^\"]+)\"]").matcher(body);
        assertThat(value.find()).as(body).isTrue();
        return Double.parseDouble(value.group(1));
    }

    /** The whole answer to an instant query. */
    String query(String query, double time) throws Exception {
        return get("/api/v1/query?time=" + time + "&query=" + encoded(query)).body();
    }

    String exemplars(String query) throws Exception {
        return get("/api/v1/query_exemplars?start=0&end=9999999999&query=" + encoded(query))
                .body();
    }

    private static String encoded(String query) {
        return URLEncoder.encode(query, StandardCharsets.UTF_8);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(url + path)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
