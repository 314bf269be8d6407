import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * How late tokens were, by a simulator's log, in milliseconds.
 *
 * @param tokens lateness of every token, sorted; empty when it was not logged
 * @param spans each request's longest flush span, sorted
 */
record Lateness(double[] tokens, double[] spans, long requests, long saturated) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Of the answered requests that arrived at {@code sinceMicros} or later. */
    static Lateness since(Path log, long sinceMicros) throws IOException {
        double[] tokens = new double[1 << 16];
        double[] spans = new double[1 << 12];
        int count = 0;
        int requests = 0;
        long saturated = 0;
        try (BufferedReader lines = Files.newBufferedReader(log)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode request = JSON.readTree(line);
                if (request.get("receivedMicros").asLong() < sinceMicros || request.get("status").asInt() != 200) {
                    continue;
                }
                spans = requests == spans.length ? Arrays.copyOf(spans, 2 * requests) : spans;
                spans[requests++] = request.get("flushSpanNanos").asLong() / 1e6;
                saturated += request.get("saturated").asBoolean() ? 1 : 0;
                for (JsonNode late : request.path("tokenLatenessNanos")) {
                    tokens = count == tokens.length ? Arrays.copyOf(tokens, 2 * count) : tokens;
                    tokens[count++] = late.asLong() / 1e6;
                }
            }
        }
        return new Lateness(sorted(tokens, count), sorted(spans, requests), requests, saturated);
    }

    double token(double q) {
        return tokens.length == 0 ? Double.NaN : Statistics.quantile(tokens, q);
    }

    double span(double q) {
        return spans.length == 0 ? Double.NaN : Statistics.quantile(spans, q);
    }

    private static double[] sorted(double[] values, int count) {
        double[] all = Arrays.copyOf(values, count);
        Arrays.sort(all);
        return all;
    }
}
