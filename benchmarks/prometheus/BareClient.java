import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

import org.xerial.snappy.Snappy;

/** The least that can write: compresses messages that somebody else has encoded, and posts them one after the other. */
final class BareClient {
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI url;

    BareClient(String url) {
        this.url = URI.create(url);
    }

    void post(List<byte[]> messages) throws IOException, InterruptedException {
        for (byte[] message : messages) {
            HttpRequest request = HttpRequest.newBuilder(url)
                    .header("Content-Type", "application/x-protobuf")
                    .header("Content-Encoding", "snappy")
                    .header("X-Prometheus-Remote-Write-Version", "0.1.0")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(Snappy.compress(message)))
                    .build();
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IOException("the server answered " + answer.statusCode() + ": " + answer.body());
            }
        }
    }

    /** Samples and histograms in a message: fields 2 and 4 of its time series, which are its field 1. */
    static long samples(byte[] message) {
        long[] samples = {0};
        forEachMessage(message, 0, message.length, (field, from, to) -> {
            if (field == 1) {
                forEachMessage(message, from, to, (part, start, end) -> samples[0] += part == 2 || part == 4 ? 1 : 0);
            }
        });
        return samples[0];
    }

    private interface Visitor {
        void visit(int field, int from, int to);
    }

    private static void forEachMessage(byte[] bytes, int from, int to, Visitor visitor) {
        int at = from;
        while (at < to) {
            int field = bytes[at++] >>> 3; // all fields on the way are messages with numbers below 16
            int length = 0;
            for (int shift = 0; ; shift += 7) {
                byte next = bytes[at++];
                length |= (next & 0x7f) << shift;
                if (next >= 0) {
                    break;
                }
            }
            visitor.visit(field, at, at + length);
            at += length;
        }
    }
}
