package io.tokenweir.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import io.tokenweir.events.AttemptEnded;
import io.tokenweir.events.Outcome;

/** Servers that break the protocol: each gets its class and a sentence, and the run goes on. */
class BadServersIT {
    private static final String ONE = "scenarios:\n  main: {executor: constant-arrival-rate, rate: 10, duration: 90ms, "
            + "maxVUs: 1, maxTokens: 8}\n";
    private static final String TWO =
            "scenarios:\n  main: {executor: per-vu-iterations, vus: 1, iterations: 2, maxTokens: 8}\n";
    private static final int FLOOD_BYTES = 100 * 1024 * 1024;
    private static final int HUNG_UP_BY = 30 * 1024 * 1024;

    private final CollectedEvents events = new CollectedEvents();
    private final AtomicLong written = new AtomicLong();

    @Test
    void hangsUpOnAStreamWithoutALineEnd() throws Exception {
        AttemptEnded attempt = attempt((n, head, body, out, socket) -> {
            ScriptedServer.write(out, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: ");
            flood(out);
        });
        assertThat(attempt.getOutcome()).isEqualTo(Outcome.MALFORMED);
        assertThat(attempt.getEvidence()).contains("An event of the stream is longer than 4194304 bytes");
        assertThat(written).hasValueLessThan(HUNG_UP_BY);
    }

    @Test
    void hangsUpOnAHeadWithoutALineEnd() throws Exception {
        AttemptEnded attempt = attempt((n, head, body, out, socket) -> {
            ScriptedServer.write(out, "HTTP/1.1 200 OK\r\nX-Long: ");
            flood(out);
        });
        assertThat(attempt.getOutcome()).isEqualTo(Outcome.MALFORMED);
        assertThat(attempt.getEvidence()).contains("head is longer than 65536 bytes");
        assertThat(written).hasValueLessThan(HUNG_UP_BY);
    }

    @Test
    void callsAStreamCutShortByItsContentLengthTruncatedAndUsesANewConnection() throws Exception {
        List<AttemptEnded> attempts = attempts(TWO, (n, head, body, out, socket) -> {
            String whole = ScriptedServer.stream(8);
            ScriptedServer.write(
                    out, n == 0 ? whole.replaceFirst("Content-Length: \\d+", "Content-Length: 100") : whole);
        });
        assertThat(attempts.get(0).getOutcome()).isEqualTo(Outcome.TRUNCATED);
        assertThat(attempts.get(0).getEvidence())
                .contains("no-end")
                .endsWith("the answer ended, but the stream in it had not said that it was over");
        assertThat(attempts.get(1).getOutcome()).isEqualTo(Outcome.OK);
        assertThat(attempts.get(1).getTcpNanos()).isPositive();
    }

    @Test
    void readsAnAnswerThatIsNoStreamAndLong() throws Exception {
        AttemptEnded attempt = attempt((n, head, body, out, socket) -> ScriptedServer.write(out, whole(300_000)));
        assertThat(attempt.getOutcome()).isEqualTo(Outcome.OK);
        assertThat(attempt.getOutputTokens()).isEqualTo(7);
    }

    @Test
    void callsAnAnswerThatIsNoStreamAndTooLongMalformed() throws Exception {
        AttemptEnded attempt = attempt((n, head, body, out, socket) -> ScriptedServer.write(out, whole(5_000_000)));
        assertThat(attempt.getOutcome()).isEqualTo(Outcome.MALFORMED);
        assertThat(attempt.getEvidence()).contains("the answer is no stream, and longer than can be kept");
    }

    private static String whole(int letters) {
        return ScriptedServer.refusal(
                        200,
                        "",
                        "{\"choices\":[{\"message\":{\"content\":\"" + "w".repeat(letters)
                                + "\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":7}}")
                .replace(" No\r", " OK\r");
    }

    @Test
    void endsAnAnswerWhenItsStreamSaysSoAndNotWhenTheConnectionDoes() throws Exception {
        AttemptEnded attempt = attempt((n, head, body, out, socket) -> {
            ScriptedServer.write(
                    out, ScriptedServer.stream(8).replaceFirst("Content-Length: \\d+", "Content-Length: 99999"));
            socket.close();
        });
        assertThat(attempt.getOutcome()).isEqualTo(Outcome.OK);
        assertThat(attempt.getDurationNanos()).isEqualTo(attempt.getLastArrivalNanos());
    }

    @Test
    void takesTheStreamsOwnEndWhereTheContentLengthPromisesMore() throws Exception {
        AttemptEnded attempt = attempt((n, head, body, out, socket) -> {
            ScriptedServer.write(
                    out, ScriptedServer.stream(8).replaceFirst("Content-Length: \\d+", "Content-Length: 99999"));
            ScriptedServer.keepSilentUntilTheClientGoes(socket);
        });
        assertThat(attempt.getOutcome()).isEqualTo(Outcome.OK);
        assertThat(attempt.getOutputTokens()).isEqualTo(8);
        assertThat(attempt.getDurationNanos()).isLessThan(Runs.SHORT.idle().toNanos());
    }

    @Test
    void callsAStreamThatEndsInOrderButSaysNotThatItIsOverTruncated() throws Exception {
        AttemptEnded attempt = attempt((n, head, body, out, socket) -> {
            String events = "data: {\"choices\":[{\"delta\":{\"content\":\"w\"},\"finish_reason\":\"stop\"}]}\n\n";
            ScriptedServer.write(
                    out,
                    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: " + events.length()
                            + "\r\n\r\n" + events);
        });
        assertThat(attempt.getOutcome()).isEqualTo(Outcome.TRUNCATED);
        assertThat(attempt.getFinishReason()).isEqualTo("stop");
    }

    @Test
    void callsAPageInPlaceOfAnAnswerMalformed() throws Exception {
        AttemptEnded attempt = attempt((n, head, body, out, socket) -> ScriptedServer.write(
                out, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 13\r\n\r\n<html></html>"));
        assertThat(attempt.getOutcome()).isEqualTo(Outcome.MALFORMED);
        assertThat(attempt.getEvidence()).contains("neither a stream nor a completion: <html>");
    }

    @Test
    void takesAnErrorThatComesWithAStatusOfSuccessForAnError() throws Exception {
        String error = "{\"error\":{\"message\":\"overloaded\",\"type\":\"server_error\",\"code\":null}}";
        AttemptEnded attempt = attempt(
                (n, head, body, out, socket) -> ScriptedServer.write(out, ScriptedServer.refusal(200, "", error)));
        assertThat(attempt.getOutcome()).isEqualTo(Outcome.STREAM_ERROR);
        assertThat(attempt.getEvidence()).contains("overloaded");
    }

    @Test
    void callsAStreamWithoutAByteTruncatedAndAnEmptyPageEmpty() throws Exception {
        List<AttemptEnded> attempts = attempts(
                TWO,
                (n, head, body, out, socket) -> ScriptedServer.write(
                        out,
                        "HTTP/1.1 200 OK\r\nContent-Type: " + (n == 0 ? "text/event-stream" : "text/html")
                                + "\r\nContent-Length: 0\r\n\r\n"));
        assertThat(attempts.get(0).getOutcome()).isEqualTo(Outcome.TRUNCATED);
        assertThat(attempts.get(1).getOutcome()).isEqualTo(Outcome.MALFORMED);
        assertThat(attempts.get(1).getEvidence()).contains("the answer is empty");
    }

    @Test
    void takesTheEndOfAStreamWhoseLastBlankLineIsMissing() throws Exception {
        String unfinished = ScriptedServer.stream(8)
                .replaceFirst("Content-Length: \\d+\r\n", "Connection: close\r\n")
                .stripTrailing();
        AttemptEnded attempt = attempt((n, head, body, out, socket) -> {
            ScriptedServer.write(out, unfinished);
            socket.close();
        });
        assertThat(attempt.getOutcome()).isEqualTo(Outcome.OK);
    }

    @Test
    void saysThatAnAnswerWasCompressedThoughNobodyAskedForThat() throws Exception {
        AttemptEnded attempt = attempt((n, head, body, out, socket) -> {
            assertThat(head).contains("Accept-Encoding: identity");
            ScriptedServer.write(out, ScriptedServer.stream(8).replaceFirst("\r\n", "\r\nContent-Encoding: gzip\r\n"));
        });
        assertThat(attempt.getOutcome()).isEqualTo(Outcome.MALFORMED);
        assertThat(attempt.getEvidence()).contains("compressed (gzip)");
    }

    @Test
    void saysWhereARedirectLeadsAndDoesNotFollowIt() throws Exception {
        AttemptEnded attempt = attempt((n, head, body, out, socket) ->
                ScriptedServer.write(out, ScriptedServer.refusal(307, "Location: http://127.0.0.1:1/v2\r\n", "")));
        assertThat(attempt.getOutcome()).isEqualTo(Outcome.BAD_REQUEST);
        assertThat(attempt.getEvidence()).contains("redirects to http://127.0.0.1:1/v2; redirects are not followed");
    }

    @Test
    void readsAStreamThatDoesNotSayThatItIsOne() throws Exception {
        List<AttemptEnded> attempts = attempts(TWO, (n, head, body, out, socket) -> {
            String type = n == 0 ? "Content-Type: text/plain\r\n" : "";
            ScriptedServer.write(
                    out, ScriptedServer.stream(8).replaceFirst("Content-Type: text/event-stream\r\n", type));
        });
        assertThat(attempts)
                .hasSize(2)
                .allMatch(attempt -> attempt.getOutcome() == Outcome.OK && attempt.getArrivals() == 8);
    }

    @Test
    void callsAnEventThatIsNoJsonMalformed() throws Exception {
        AttemptEnded attempt = attempt((n, head, body, out, socket) -> ScriptedServer.write(
                out, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: {\"choices\": oops}\n\n"));
        assertThat(attempt.getOutcome()).isEqualTo(Outcome.MALFORMED);
        assertThat(attempt.getEvidence()).contains("not JSON: expected a value at byte 12");
    }

    @Test
    void readsAnAnswerThatWasNotStreamed() throws Exception {
        AttemptEnded attempt = attempt(
                (n, head, body, out, socket) -> ScriptedServer.write(
                        out,
                        ScriptedServer.refusal(
                                200,
                                "",
                                "{\"choices\":[{\"finish_reason\":\"length\"}],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":8}}")));
        assertThat(attempt.getOutcome()).isEqualTo(Outcome.OK);
        assertThat(attempt.getTtftNanos()).isNull();
        assertThat(attempt.getOutputTokensBeyondArrivals()).isEqualTo(8);
    }

    @Test
    void tellsAResetWhileTheRequestIsBeingWritten() throws Exception {
        String large = ONE.replace("maxTokens: 8", "maxTokens: 8, prompt: {tokens: 60000, distinct: 1}");
        try (ServerSocket listener = new ServerSocket(0, 64, InetAddress.getLoopbackAddress())) {
            listener.setReceiveBufferSize(4096);
            ScriptedServer.daemon(() -> {
                try {
                    var socket = listener.accept();
                    socket.getInputStream().read();
                    socket.setSoLinger(true, 0);
                    socket.close();
                } catch (java.io.IOException e) {
                    // closed
                }
            });
            Runs.run(Runs.plan(large, URI.create("http://127.0.0.1:" + listener.getLocalPort()), 1, events.output()));
        }
        assertThat(events.attempts())
                .singleElement()
                .satisfies(attempt -> assertThat(attempt.getOutcome()).isEqualTo(Outcome.RESET));
    }

    @Test
    void goesOnThroughAMixOfFaults() throws Exception {
        String many = ONE.replace("rate: 10, duration: 90ms, maxVUs: 1", "rate: 100, duration: 995ms, maxVUs: 50");
        List<AttemptEnded> attempts = attempts(many, (n, head, body, out, socket) -> {
            switch (n % 5) {
                case 0 -> ScriptedServer.write(out, "garbage\r\n\r\n");
                case 1 -> socket.close();
                case 2 -> ScriptedServer.write(out, ScriptedServer.stream(8).substring(0, 200));
                case 3 -> ScriptedServer.write(out, ScriptedServer.refusal(503, "", "{}"));
                default -> ScriptedServer.write(out, ScriptedServer.stream(8));
            }
            if (n % 5 == 2) {
                socket.close();
            }
        });
        assertThat(attempts).hasSize(100);
        for (Outcome outcome :
                List.of(Outcome.MALFORMED, Outcome.RESET, Outcome.TRUNCATED, Outcome.OVERLOAD, Outcome.OK)) {
            assertThat(attempts.stream().filter(attempt -> attempt.getOutcome() == outcome))
                    .as(outcome.name())
                    .hasSize(20);
        }
    }

    @Test
    void goesThroughTenThousandRequestsToADeadPort() throws Exception {
        String many =
                ONE.replace("rate: 10, duration: 90ms, maxVUs: 1", "rate: 10000, duration: 999.95ms, maxVUs: 2000");
        LoadResult result = Runs.run(Runs.plan(many, URI.create("http://127.0.0.1:1/v1"), 1, null));
        assertThat(result.counters().offered()).isEqualTo(10_000);
        assertThat(result.counters().ended()).isEqualTo(10_000);
        assertThat(result.counters().attempts() + result.counters().dropped()).isEqualTo(10_000);
    }

    private void flood(OutputStream out) throws Exception {
        byte[] block = "x".repeat(64 * 1024).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        while (written.get() < FLOOD_BYTES) {
            out.write(block);
            written.addAndGet(block.length);
        }
    }

    private AttemptEnded attempt(ScriptedServer.Script script) throws Exception {
        List<AttemptEnded> attempts = attempts(ONE, script);
        assertThat(attempts).hasSize(1);
        return attempts.get(0);
    }

    private List<AttemptEnded> attempts(String yaml, ScriptedServer.Script script) throws Exception {
        try (ScriptedServer server = new ScriptedServer(script)) {
            Runs.run(Runs.plan(yaml, server.url(), 1, events.output()));
        }
        return events.attempts();
    }
}
