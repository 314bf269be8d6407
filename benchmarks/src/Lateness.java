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
 * @param worst each request's worst, sorted
 * @param spans each request's longest flush span, sorted
 */
record Lateness(double[] tokens, double[] worst, double[] spans, long requests, long saturated) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Of the answered requests that arrived at {@code sinceMicros} or later. */
    static Lateness since(Path log, long sinceMicros) throws IOException {
        double[] tokens = new double[1 << 16];
        double[] worst = new double[1 << 12];
        double[] spans = new double[1 << 12];
        int count = 0;
        int requests = 0;
        long saturated = 0;
        try (BufferedReader lines = Files.newBufferedReader(log)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode request = JSON.readTree(line);
                if (request.path("receivedMicros").asLong() < sinceMicros || request.path("status").asInt() != 200) {
                    continue;
                }
                spans = requests == spans.length ? Arrays.copyOf(spans, 2 * requests) : spans;
                worst = requests == worst.length ? Arrays.copyOf(worst, 2 * requests) : worst;
                worst[requests] = request.get("maxLatenessNanos").asLong() / 1e6;
                spans[requests++] = request.get("flushSpanNanos").asLong() / 1e6;
                saturated += request.get("saturated").asBoolean() ? 1 : 0;
                for (JsonNode late : request.path("tokenLatenessNanos")) {
                    tokens = count == tokens.length ? Arrays.copyOf(tokens, 2 * count) : tokens;
                    tokens[count++] = late.asLong() / 1e6;
                }
            }
        }
        return new Lateness(sorted(tokens, count), sorted(worst, requests), sorted(spans, requests), requests, saturated);
    }

    double token(double q) {
        return tokens.length == 0 ? Double.NaN : Statistics.quantile(tokens, q);
    }

    double request(double q) {
        return worst.length == 0 ? Double.NaN : Statistics.quantile(worst, q);
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
