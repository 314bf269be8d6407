package io.tokenweir.dashboard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;
import java.util.concurrent.CopyOnWriteArrayList;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** A page without a browser: reads the feed, and keeps frames and the last id. */
final class SsePage implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A frame, when it came, and the id it carried. */
    record Received(String id, JsonNode frame, long atMillis) {}

    final HttpResponse<InputStream> response;
    final List<Received> frames = new CopyOnWriteArrayList<>();

    SsePage(String url, String run, String lastEventId) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + "api/stream?run=" + run));
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        response = HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        Thread reader = new Thread(this::read, "sse-page");
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts of the windows of the whole run, in the order in which they came. */
    List<Long> windowStarts() {
        List<Long> starts = new ArrayList<>();
        frames.forEach(received -> received.frame()
                .get("windows")
                .forEach(window -> starts.add(window.get("t").asLong())));
        return starts;
    }

    String lastId() {
        return frames.get(frames.size() - 1).id();
    }

    private void read() {
        String id = null;
        boolean pulse = false;
        try (Scanner lines = new Scanner(response.body(), StandardCharsets.UTF_8).useDelimiter("\n")) {
            while (lines.hasNext()) {
                String line = lines.next();
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: pulse")) {
                    pulse = true;
                } else if (line.startsWith("data: ") && !pulse) {
                    frames.add(new Received(id, JSON.readTree(line.substring(6)), System.currentTimeMillis()));
                } else if (line.isEmpty()) {
                    pulse = false;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        response.body().close();
    }
}
