package io.tokenweir.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** A plain client for the simulator's interfaces. */
final class Client {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String base;
    private final String bearer;

    Client(String base, String bearer) {
        this.base = base;
        this.bearer = bearer;
    }

    Client as(String bearer) {
        return new Client(base, bearer);
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    Answer delete(String path) {
        return send(request(path).DELETE());
    }

    /** Posts JSON, written with single quotes for reading's sake. */
    Answer post(String path, String json, String... headers) {
        HttpRequest.Builder request = request(path).POST(BodyPublishers.ofString(json.replace('\'', '"')));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(20));
        return bearer == null ? request : request.header("Authorization", "Bearer " + bearer);
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            return new Answer(response);
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    /** A whole answer. */
    record Answer(HttpResponse<String> response) {
        int status() {
            return response.statusCode();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }

        JsonNode json() {
            try {
                return JSON.readTree(response.body());
            } catch (IOException e) {
                throw new AssertionError(response.body(), e);
            }
        }

        String at(String pointer) {
            return json().at(pointer).asText();
        }

        /** The data of each server-sent event. */
        List<String> frames() {
            return Arrays.stream(response.body().split("\n\n"))
                    .map(frame -> frame.replaceFirst("^data: ", ""))
                    .toList();
        }

        /** The events as JSON, without the terminal marker. */
        List<JsonNode> chunks() {
            return frames().stream()
                    .filter(frame -> !frame.equals("[DONE]"))
                    .map(Answer::tree)
                    .toList();
        }

        /** The lines as JSON. */
        List<JsonNode> lines() {
            return response.body().lines().map(Answer::tree).toList();
        }

        private static JsonNode tree(String json) {
            try {
                return JSON.readTree(json);
            } catch (IOException e) {
                throw new AssertionError(json, e);
            }
        }
    }
}
