package io.tokenweir.simulator;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** A real browser without a window, with one page, driven over its debugging port as a person would: look, type, click. */
final class Chromium implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LISTENING = "DevTools listening on ";

    private final Process process;
    private final WebSocket socket;
    private final AtomicInteger calls = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final String session;

    /** The browser of this machine, if it has one. */
    static Optional<Path> installed() {
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    Chromium(Path browser, Path profile) throws IOException {
        process = new ProcessBuilder(
                        browser.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .start();
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(debuggingUrl(process.inputReader())), new Answers())
                .join();
        String target = call("Target.createTarget", Map.of("url", "about:blank"), null)
                .at("/targetId")
                .asText();
        session = call("Target.attachToTarget", Map.of("targetId", target, "flatten", true), null)
                .at("/sessionId")
                .asText();
        call("Page.enable", Map.of());
    }

    /** Reads on in the background afterwards, so that the browser never waits for its log to be read. */
    private static String debuggingUrl(BufferedReader log) throws IOException {
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            if (line.startsWith(LISTENING)) {
                Thread drain = new Thread(() -> log.lines().forEach(more -> {}), "chromium-log");
                drain.setDaemon(true);
                drain.start();
                return line.substring(LISTENING.length());
            }
        }
        throw new IOException("The browser ended before it listened.");
    }

    void open(String url) {
        call("Page.navigate", Map.of("url", url));
        awaitLoaded(url);
    }

    /** Sizes of the window, and whether the person likes it dark. */
    void look(int width, int height, boolean dark) {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
        call(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    }

    void type(String field, String text) {
        evaluate("document.querySelector(" + quoted(field) + ").focus()");
        call("Input.insertText", Map.of("text", text));
    }

    /** Clicks with the mouse, in the middle of what is there: of its first line, if it is a link that is broken over several. */
    void click(String what) {
        JsonNode middle = evaluate("(() => { const e = document.querySelector(" + quoted(what)
                + "); e.scrollIntoView({block: 'center'}); const r = e.getClientRects()[0];"
                + " return {x: r.x + r.width / 2, y: r.y + r.height / 2}; })()");
        for (String event : List.of("mousePressed", "mouseReleased")) {
            call(
                    "Input.dispatchMouseEvent",
                    Map.of(
                            "type",
                            event,
                            "x",
                            middle.get("x").asDouble(),
                            "y",
                            middle.get("y").asDouble(),
                            "button",
                            "left",
                            "clickCount",
                            1));
        }
    }

    /** Waits until a page with this heading is there. */
    void awaitHeading(String heading) {
        await("the page '" + heading + "'")
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> evaluate("document.readyState === 'complete' && document.querySelector('h1')"
                                        + " ? document.querySelector('h1').innerText : ''")
                                .asText(),
                        heading::equals);
    }

    private void awaitLoaded(String url) {
        await(url)
                .atMost(Duration.ofSeconds(20))
                .until(() -> evaluate("document.readyState === 'complete' && location.href !== 'about:blank'")
                        .asBoolean());
    }

    String text(String what) {
        return evaluate("document.querySelector(" + quoted(what) + ").innerText")
                .asText();
    }

    /** How much wider the page is than the window. */
    int overflow() {
        return evaluate("document.documentElement.scrollWidth - window.innerWidth")
                .asInt();
    }

    JsonNode evaluate(String script) {
        JsonNode result = call("Runtime.evaluate", Map.of("expression", script, "returnByValue", true));
        if (result.has("exceptionDetails")) {
            throw new AssertionError(script + ": " + result.at("/exceptionDetails"));
        }
        return result.at("/result/value");
    }

    void screenshot(Path file) throws IOException {
        String png = call("Page.captureScreenshot", Map.of("format", "png"))
                .at("/data")
                .asText();
        Files.write(file, Base64.getDecoder().decode(png));
    }

    private JsonNode call(String method, Map<String, Object> parameters) {
        return call(method, parameters, session);
    }

    private JsonNode call(String method, Map<String, Object> parameters, String session) {
        int id = calls.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        Map<String, Object> message = new java.util.HashMap<>(Map.of("id", id, "method", method, "params", parameters));
        if (session != null) {
            message.put("sessionId", session);
        }
        socket.sendText(JSON.valueToTree(message).toString(), true).join();
        JsonNode got = answer.orTimeout(20, TimeUnit.SECONDS).join();
        if (got.has("error")) {
            throw new AssertionError(method + ": " + got.get("error"));
        }
        return got.get("result");
    }

    private static String quoted(String text) {
        return JSON.valueToTree(text).toString();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }

    private final class Answers implements WebSocket.Listener {
        private final StringBuilder message = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            message.append(part);
            if (last) {
                try {
                    JsonNode json = JSON.readTree(message.toString());
                    CompletableFuture<JsonNode> waiting =
                            answers.remove(json.path("id").asInt(-1));
                    if (waiting != null) {
                        waiting.complete(json);
                    }
                } catch (IOException e) {
                    throw new AssertionError(e);
                } finally {
                    message.setLength(0);
                }
            }
            from.request(1);
            return null;
        }
    }
}
