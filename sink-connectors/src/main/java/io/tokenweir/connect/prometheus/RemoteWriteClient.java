package io.tokenweir.connect.prometheus;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

import org.apache.kafka.connect.errors.ConnectException;
import org.xerial.snappy.Snappy;

/** Posts one message of remote write, once. */
final class RemoteWriteClient {
    private static final int TEXT_LIMIT = 300;
    private static final long LONGEST_RETRY_AFTER_SECONDS = 300;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI url;
    private final Duration timeout;
    private final String authorization;

    /** @param authorization value of that header; empty for none */
    RemoteWriteClient(URI url, Duration timeout, String authorization) {
        this.url = url;
        this.timeout = timeout;
        this.authorization = authorization;
    }

    /** What the server said. */
    Answer post(Protocol protocol, byte[] message) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(url)
                    .timeout(timeout)
                    .header("Content-Type", protocol.contentType())
                    .header("Content-Encoding", "snappy")
                    .header("X-Prometheus-Remote-Write-Version", protocol.version())
                    .header("User-Agent", "tokenweir-prometheus-sink")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(Snappy.compress(message)));
            if (!authorization.isEmpty()) {
                request.header("Authorization", authorization);
            }
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            String text = response.body().strip();
            HttpHeaders headers = response.headers();
            return new Answer(
                    response.statusCode(),
                    text.length() > TEXT_LIMIT ? text.substring(0, TEXT_LIMIT) : text,
                    retryAfter(headers.firstValue("Retry-After").orElse("")),
                    written(headers));
        } catch (IOException e) {
            // A refused connection has no message.
            String what = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            return new Answer(0, what, Duration.ZERO, null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectException("Interrupted while writing to " + url + ".", e);
        }
    }

    private static Answer.Written written(HttpHeaders headers) {
        String prefix = "X-Prometheus-Remote-Write-";
        boolean any = headers.map().keySet().stream()
                .anyMatch(name -> name.regionMatches(true, 0, prefix, 0, prefix.length()) && name.endsWith("ritten"));
        return any
                ? new Answer.Written(
                        number(headers, prefix + "Samples-Written"), number(headers, prefix + "Histograms-Written"))
                : null;
    }

    private static long number(HttpHeaders headers, String name) {
        String text = headers.firstValue(name).orElse("0");
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }

    /** Seconds only; a date, which no metrics server sends, counts as none. */
    private static Duration retryAfter(String header) {
        return header.matches("\\d{1,9}")
                ? Duration.ofSeconds(Math.min(Long.parseLong(header), LONGEST_RETRY_AFTER_SECONDS))
                : Duration.ZERO;
    }
}
