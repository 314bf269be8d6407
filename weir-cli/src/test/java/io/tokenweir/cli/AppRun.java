package io.tokenweir.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * What an application did, from both sides.
 *
 * @param summary of the run that its users made
 * @param log of the provider, in order
 */
record AppRun(JsonNode summary, List<JsonNode> log) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    static AppRun of(JsonNode summary, String portal) throws IOException, InterruptedException {
        String lines = HTTP.send(
                        HttpRequest.newBuilder(URI.create(portal + "/admin/requests?limit=10000"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        List<JsonNode> log = new ArrayList<>();
        for (String line : lines.lines().toList()) {
            log.add(new ObjectMapper().readTree(line));
        }
        log.sort(Comparator.comparingLong(call -> call.path("receivedMicros").asLong()));
        return new AppRun(summary, log);
    }

    static void post(String url) throws IOException, InterruptedException {
        HTTP.send(
                HttpRequest.newBuilder(URI.create(url))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.discarding());
    }

    long offered() {
        return summary.at("/requests/offered").asLong();
    }

    /** Users' requests that ended so. */
    long users(String outcome) {
        return summary.at("/requests/byOutcome/" + outcome).asLong();
    }

    long degraded() {
        return summary.at("/requests/degraded").asLong();
    }

    String evidence(String outcome) {
        return summary.at("/attempts/evidence/" + outcome).asText();
    }

    double slowestMillis() {
        return summary.at("/latencies/endToEndIntended/max").asDouble();
    }

    long calls() {
        return log.size();
    }

    long admitted(String model) {
        return log.stream()
                .filter(call -> call.path("decision").asText().equals("admitted")
                        && call.path("model").asText().equals(model))
                .count();
    }

    double callsPerAction() {
        return (double) log.size() / byAction().size();
    }

    /** From each refusal to the next call for the same user's action that began after it. */
    List<Long> waitsMicros() {
        List<Long> waits = new ArrayList<>();
        for (List<JsonNode> calls : byAction().values()) {
            for (JsonNode refused : calls) {
                long end = refused.path("endedMicros").asLong();
                if (!refused.path("decision").asText().startsWith("rate_")) {
                    continue;
                }
                calls.stream()
                        .mapToLong(call -> call.path("receivedMicros").asLong() - end)
                        .filter(wait -> wait >= 0)
                        .min()
                        .ifPresent(waits::add);
            }
        }
        return waits;
    }

    long medianWaitMicros() {
        List<Long> waits = waitsMicros().stream().sorted().toList();
        return waits.isEmpty() ? Long.MAX_VALUE : waits.get(waits.size() / 2);
    }

    private Map<String, List<JsonNode>> byAction() {
        Map<String, List<JsonNode>> actions = new TreeMap<>();
        log.forEach(call -> actions.computeIfAbsent(call.path("traceId").asText(), trace -> new ArrayList<>())
                .add(call));
        return actions;
    }
}
