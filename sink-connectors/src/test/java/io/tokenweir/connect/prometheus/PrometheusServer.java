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

import org.junit.jupiter.api.Assumptions;
import org.yaml.snakeyaml.Yaml;

/** A real Prometheus server in a process of its own, on a free port of loopback. {@link #close} ends it. */
final class PrometheusServer implements AutoCloseable {
    private static final Path BINARY = Path.of("/usr/bin/prometheus");
    private static final Path TOOL = Path.of("/usr/bin/promtool");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final String url;

    private PrometheusServer(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /** Skips the test where the Debian package is not installed. */
    static void assumeInstalled() {
        Assumptions.assumeTrue(
                Files.isExecutable(BINARY) && Files.isExecutable(TOOL),
                "Prometheus is not installed, so nothing is tried against a real one; apt-get install prometheus");
    }

    /** Starts it with this configuration and these options, and waits until it is ready. */
    static PrometheusServer start(Path folder, String config, String... options) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Files.createDirectories(folder);
        List<String> command = new ArrayList<>(List.of(
                BINARY.toString(),
                "--config.file=" + Files.writeString(folder.resolve("prometheus.yml"), config),
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
        PrometheusServer server = new PrometheusServer(process, "http://127.0.0.1:" + port);
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> server.get("/-/ready").statusCode() == 200);
        return server;
    }

    String url() {
        return url;
    }

    /** The series that a query yields at this time, each as the API has it. */
    List<Map<String, Object>> query(String expression, double time) throws IOException, InterruptedException {
        String body = get("/api/v1/query?time=" + time + "&query="
                        + URLEncoder.encode(expression, StandardCharsets.UTF_8))
                .body();
        Map<String, Object> answer = parsed(body);
        assertThat(answer).as(expression + ": " + body).containsEntry("status", "success");
        Map<String, Object> data = cast(answer.get("data"));
        return data.get("resultType").equals("scalar")
                ? List.of(Map.of("value", data.get("result")))
                : cast(data.get("result"));
    }

    /** The one number that a query yields. */
    double value(String expression, double time) throws IOException, InterruptedException {
        List<Map<String, Object>> series = query(expression, time);
        assertThat(series).as(expression).hasSize(1);
        return number(series.get(0));
    }

    /** The value of a series as {@link #query} yields it. */
    static double number(Map<String, Object> series) {
        List<Object> pair = cast(series.get("value"));
        String text = pair.get(1).toString();
        return text.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text.replace("Inf", "Infinity"));
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(url + path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** What promtool complains about; nothing when it is content. */
    static String promtool(Path folder, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(TOOL.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0 ? "" : said;
    }

    /** JSON is YAML. */
    static Map<String, Object> parsed(String json) {
        return new Yaml().load(json);
    }

    @SuppressWarnings("unchecked") // the caller knows what Prometheus sends
    static <T> T cast(Object value) {
        return (T) value;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
