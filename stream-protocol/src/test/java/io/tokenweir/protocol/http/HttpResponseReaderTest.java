package io.tokenweir.protocol.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

class HttpResponseReaderTest {
    private final HttpResponseReader reader = new HttpResponseReader();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    @Test
    void readsChunkedBodiesWhateverTheSplit() {
        byte[] answer = bytes("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "5\r\nhello\r\nB;ext=1\r\n wide world\r\n0\r\nTrailer: x\r\n\r\n");
        for (int first = 0; first <= answer.length; first++) {
            for (int second = first; second <= answer.length; second += 7) {
                reader.reset();
                body.reset();
                feed(answer, 0, first);
                feed(answer, first, second);
                feed(answer, second, answer.length);
                assertThat(body.toString(StandardCharsets.US_ASCII)).isEqualTo("hello wide world");
                assertThat(reader.state()).isEqualTo(HttpResponseReader.State.COMPLETE);
                assertThat(reader.reusable()).isTrue();
            }
        }
    }

    @Test
    void stopsAtTheEndOfABodyByLength() {
        byte[] answer =
                bytes("HTTP/1.1 429 Too Many Requests\r\nContent-Length: 2\r\nRetry-After:  7 \r\n\r\n{}HTTP/1.1 200");
        int used = reader.feed(answer, 0, answer.length, body::write);
        assertThat(used).isEqualTo(answer.length - "HTTP/1.1 200".length());
        assertThat(reader.status()).isEqualTo(429);
        assertThat(reader.headers().get("retry-after")).isEqualTo("7");
        assertThat(body.toString(StandardCharsets.US_ASCII)).isEqualTo("{}");
    }

    @Test
    void endsABodyWithoutLengthWithTheConnection() {
        feed("HTTP/1.1 200 OK\r\n\r\nabc");
        assertThat(reader.state()).isEqualTo(HttpResponseReader.State.BODY_TO_END);
        assertThat(reader.endOfConnection()).isTrue();
        assertThat(reader.reusable()).isFalse();
    }

    @Test
    void callsAChunkedBodyThatStopsIncomplete() {
        feed("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel");
        assertThat(reader.endOfConnection()).isFalse();
    }

    @Test
    void passesOverInterimAnswers() {
        feed("HTTP/1.1 100 Continue\r\nA: b\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n");
        assertThat(reader.status()).isEqualTo(204);
        assertThat(reader.headers().toMap()).isEmpty();
        assertThat(reader.state()).isEqualTo(HttpResponseReader.State.COMPLETE);
    }

    @Test
    void doesNotReuseAConnectionThatTheServerCloses() {
        feed("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: Close\r\n\r\n");
        assertThat(reader.reusable()).isFalse();
    }

    @Test
    void keepsHeadersByPrefixInOrder() {
        feed(
                "HTTP/1.1 200 OK\r\nX-RateLimit-Limit-Requests: 60\r\nDate: x\r\nx-ratelimit-remaining-requests: 59\r\n\r\n");
        assertThat(reader.headers().startingWith(new NamePrefixes("x-ratelimit-")))
                .containsExactly(
                        java.util.Map.entry("x-ratelimit-limit-requests", "60"),
                        java.util.Map.entry("x-ratelimit-remaining-requests", "59"));
    }

    @Test
    void failsOnWhatIsNoHttp() {
        feed("SSH-2.0-OpenSSH_9.6\r\n");
        assertThat(reader.failure()).contains("status line");
    }

    @Test
    void failsOnTwoLengthsThatDiffer() {
        feed("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX: y\r\nContent-Length: 3\r\n\r\nab");
        assertThat(reader.failure()).contains("two Content-Lengths");
    }

    @Test
    void takesALengthThatIsSaidTwiceAlike() {
        feed("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nab");
        assertThat(reader.state()).isEqualTo(HttpResponseReader.State.COMPLETE);
    }

    @Test
    void failsOnAChunkLongerThanItSaid() {
        feed("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabcd\r\n");
        assertThat(reader.failure()).contains("longer than it said");
    }

    @Test
    void boundsTheHeadOfAServerThatNeverEndsALine() {
        byte[] flood = new byte[100_000];
        java.util.Arrays.fill(flood, (byte) 'a');
        feed(flood, 0, flood.length);
        assertThat(reader.failure()).contains("longer than");
    }

    private void feed(String text) {
        byte[] bytes = bytes(text);
        feed(bytes, 0, bytes.length);
    }

    private void feed(byte[] bytes, int from, int to) {
        reader.feed(bytes, from, to - from, body::write);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
