package io.tokenweir.connect.packed;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Connect's REST API, as an operator uses it. */
final class ConnectRest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What came back. */
    record Answer(int status, JsonNode body) {}

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;

    ConnectRest(String url) {
        this.url = url;
    }

    Answer ask(String method, String path, Object body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        return new Answer(answer.statusCode(), JSON.readTree(answer.body().isEmpty() ? "null" : answer.body()));
    }

    /** Whether the worker has joined its group: before, its REST server knows no path. */
    boolean isReady() throws InterruptedException {
        try {
            return ask("GET", "/connectors", null).status() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return ask("GET", path, null).body();
    }

    /** Submits a connector; what it is refused with, empty when it is taken. */
    String submit(String name, Map<String, String> config) throws IOException, InterruptedException {
        Answer answer = ask("PUT", "/connectors/" + name + "/config", config);
        return answer.status() < 300
                ? ""
                : answer.status() + " " + answer.body().path("message").asText();
    }

    /** Errors of each key that has some. */
    JsonNode validate(String connectorClass, Map<String, String> config) throws IOException, InterruptedException {
        String simple = connectorClass.substring(connectorClass.lastIndexOf('.') + 1);
        return ask("PUT", "/connector-plugins/" + simple + "/config/validate", config)
                .body();
    }

    /** State of the connector and its tasks, e.g. {@code RUNNING RUNNING RUNNING}; empty where there is none yet. */
    String states(String name) throws IOException, InterruptedException {
        Answer answer = ask("GET", "/connectors/" + name + "/status", null);
        if (answer.status() != 200) {
            return "";
        }
        StringBuilder states =
                new StringBuilder(answer.body().path("connector").path("state").asText());
        answer.body()
                .path("tasks")
                .forEach(task -> states.append(' ').append(task.path("state").asText()));
        return states.toString();
    }

    /** Why the first failed task failed. */
    String trace(String name) throws IOException, InterruptedException {
        for (JsonNode task : get("/connectors/" + name + "/status").path("tasks")) {
            if (task.has("trace")) {
                return task.path("trace").asText();
            }
        }
        return "";
    }
}
