package io.tokenweir.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;

import org.junit.jupiter.api.Test;

import io.tokenweir.events.AttemptEnded;
import io.tokenweir.events.Outcome;

class FaultsIT {
    private static final String ONE = "scenarios:\n  main: {executor: constant-arrival-rate, rate: 10, duration: 90ms, "
            + "maxVUs: 1, maxTokens: 8}\n";

    private final CollectedEvents events = new CollectedEvents();

    @Test
    void timesOutOnAServerThatNeverAnswers() throws Exception {
        AttemptEnded attempt =
                attempt((n, head, body, out, socket) -> ScriptedServer.keepSilentUntilTheClientGoes(socket));
        assertThat(attempt.getOutcome()).isEqualTo(Outcome.CLIENT_TIMEOUT);
        assertThat(attempt.getEvidence()).contains("no first token within 400 ms");
        assertThat(attempt.getTtftNanos()).isNull();
    }

    @Test
    void timesOutOnAStreamThatStalls() throws Exception {
        AttemptEnded attempt = attempt((n, head, body, out, socket) -> {
            ScriptedServer.write(out, ScriptedServer.stream(8).substring(0, 200));
            ScriptedServer.keepSilentUntilTheClientGoes(socket);
        });
        assertThat(attempt.getOutcome()).isEqualTo(Outcome.CLIENT_TIMEOUT);
        assertThat(attempt.getEvidence()).contains("no token for 400 ms");
        assertThat(attempt.getArrivals()).isPositive();
    }

    @Test
    void readsAnAnswerThatDripsByteByByte() throws Exception {
        AttemptEnded attempt = attempt((n, head, body, out, socket) -> {
            for (char c : ScriptedServer.stream(8).toCharArray()) {
                out.write(c);
            }
        });
        assertThat(attempt.getOutcome()).isEqualTo(Outcome.OK);
        assertThat(attempt.getArrivals()).isEqualTo(8);
        assertThat(attempt.getOutputTokens()).isEqualTo(8);
    }

    @Test
    void callsAStreamThatBreaksOffTruncated() throws Exception {
        AttemptEnded attempt = attempt((n, head, body, out, socket) -> {
            ScriptedServer.write(out, ScriptedServer.stream(8).substring(0, 300));
            socket.close();
        });
        assertThat(attempt.getOutcome()).isEqualTo(Outcome.TRUNCATED);
    }

    @Test
    void tellsAResetFromAnAnswer() throws Exception {
        AttemptEnded attempt = attempt((n, head, body, out, socket) -> {
            socket.setSoLinger(true, 0);
            socket.close();
        });
        assertThat(attempt.getOutcome()).isEqualTo(Outcome.RESET);
        assertThat(attempt.getStatus()).isZero();
    }

    @Test
    void callsGarbageMalformed() throws Exception {
        AttemptEnded attempt =
                attempt((n, head, body, out, socket) -> ScriptedServer.write(out, "hello there\r\n\r\n"));
        assertThat(attempt.getOutcome()).isEqualTo(Outcome.MALFORMED);
    }

    @Test
    void tellsAPortWhereNobodyListens() throws Exception {
        Runs.run(Runs.plan(ONE, URI.create("http://127.0.0.1:1/v1"), 1, events.output()));
        assertThat(events.attempts()).singleElement().satisfies(attempt -> {
            assertThat(attempt.getOutcome()).isEqualTo(Outcome.CONNECT_FAILED);
            assertThat(attempt.getEvidence()).contains("refused");
        });
    }

    @Test
    void keepsWhatARefusalSaid() throws Exception {
        AttemptEnded attempt = attempt((n, head, body, out, socket) -> ScriptedServer.write(
                out,
                ScriptedServer.refusal(
                        429,
                        "Retry-After: 3\r\nx-ratelimit-remaining-requests: 0\r\n",
                        "{\"error\":{\"type\":\"requests\",\"code\":\"rate_limit_exceeded\",\"message\":\"slow\"}}")));
        assertThat(attempt.getOutcome()).isEqualTo(Outcome.RATE_REQUESTS);
        assertThat(attempt.getRetryAfterNanos()).isEqualTo(3_000_000_000L);
        assertThat(attempt.getErrorCode()).isEqualTo("rate_limit_exceeded");
        assertThat(attempt.getLimitHeaders()).containsKeys("retry-after", "x-ratelimit-remaining-requests");
    }

    @Test
    void keepsTheErrorInsideAStream() throws Exception {
        String event = "data: {\"error\":{\"type\":\"server_error\",\"message\":\"gone\"}}\n\n";
        AttemptEnded attempt = attempt((n, head, body, out, socket) -> ScriptedServer.write(
                out,
                "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: " + event.length() + "\r\n\r\n"
                        + event));
        assertThat(attempt.getOutcome()).isEqualTo(Outcome.STREAM_ERROR);
    }

    private AttemptEnded attempt(ScriptedServer.Script script) throws Exception {
        try (ScriptedServer server = new ScriptedServer(script)) {
            Runs.run(Runs.plan(ONE, server.url(), 1, events.output()));
        }
        assertThat(events.attempts()).hasSize(1);
        return events.attempts().get(0);
    }
}
