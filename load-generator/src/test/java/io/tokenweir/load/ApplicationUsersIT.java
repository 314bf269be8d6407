package io.tokenweir.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.tokenweir.common.content.ContentMarks;
import io.tokenweir.events.AttemptEnded;
import io.tokenweir.events.Outcome;
import io.tokenweir.events.RequestStarted;
import io.tokenweir.load.account.KeyedAccount;

/** The generator plays the users of applications of many kinds, over real sockets. */
@Timeout(60)
class ApplicationUsersIT {
    private static final String JSON = "Content-Type: application/json\r\n";
    private static final String SSE = "Content-Type: text/event-stream\r\n";
    private static final String ASK =
            "body: {question: \"${prompt}\", user: \"u-${user}\"}, answer: $.answer, hang: 400ms";

    private final CollectedEvents events = new CollectedEvents();
    private final List<String> heads = Collections.synchronizedList(new ArrayList<>());
    private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());

    @Test
    void aJsonAnswerIsOneArrivalWhenItIsWhole() throws Exception {
        run(ASK + ", model: $.model", answer(200, JSON, "{\"answer\":\"42\",\"model\":\"big\"}"));

        AttemptEnded ended = only();
        assertThat(ended.getOutcome()).isEqualTo(Outcome.OK);
        assertThat(ended.getResponseModel()).isEqualTo("big");
        assertThat(ended.getArrivals()).isEqualTo(1);
        assertThat(ended.getTtftNanos()).isEqualTo(ended.getDurationNanos());
        assertThat(ended.getDegraded()).isFalse();
        assertThat(events.tokens()
                        .mapToLong(token -> token.getChunk() == null
                                ? 0
                                : token.getChunk().getGapsMicros().size())
                        .sum())
                .isEqualTo(1);
    }

    @Test
    void whatItSendsIsTheTemplateWithTheUsersQuestionAndTheIdsThatLinkIt() throws Exception {
        run(ASK, answer(200, JSON, "{\"answer\":\"42\"}"));

        assertThat(bodies.get(0)).startsWith("{\"question\":\"").endsWith("\",\"user\":\"u-0\"}");
        assertThat(heads.get(0))
                .startsWith("POST /v1 HTTP/1.1")
                .contains("traceparent: 00-")
                .contains("X-Client-Request-Id: ")
                .contains("Content-Type: application/json")
                .doesNotContain("Authorization");
    }

    @Test
    void aStartCarriesMarksOfTheQuestionByWhichAnUpstreamCallIsFound() throws Exception {
        run(ASK, answer(200, JSON, "{\"answer\":\"42\"}"));

        RequestStarted started = events.requests()
                .filter(event -> event.getStarted() != null)
                .findFirst()
                .orElseThrow()
                .getStarted();
        String runId = events.requests().findFirst().orElseThrow().getHeader().getRunId();
        ContentMarks marks = ContentMarks.keyedBy(runId);
        assertThat(ContentMarks.share(
                        started.getContentMarks(), marks.held("Be brief. " + bodies.get(0) + " Answer in one line.")))
                .isEqualTo(1);
        assertThat(ContentMarks.share(started.getContentMarks(), marks.held("Quite another question was asked here.")))
                .isZero();
    }

    @Test
    void aStreamOfEventsIsMeasuredTokenByToken() throws Exception {
        run(
                "body: {q: \"${prompt}\"}, answer: $.delta, done: {json: $.type, matches: end}",
                answer(200, SSE, "data: {\"delta\":\"a\"}\n\ndata: {\"delta\":\"b\"}\n\ndata: {\"type\":\"end\"}\n\n"));

        AttemptEnded ended = only();
        assertThat(ended.getOutcome()).isEqualTo(Outcome.OK);
        assertThat(ended.getArrivals()).isEqualTo(2);
    }

    @Test
    void aStreamThatBreaksOffBeforeItsEndIsCutShort() throws Exception {
        run(
                "body: {q: \"${prompt}\"}, answer: $.delta, done: \"[END]\"",
                answer(200, SSE, "data: {\"delta\":\"a\"}\n\n"));

        assertThat(only().getOutcome()).isEqualTo(Outcome.TRUNCATED);
    }

    @Test
    void anHonestRefusalIsDeclinedByStatusOrByContent() throws Exception {
        String refusals = ASK + ", refusal: [{status: 503}, {status: 200, json: $.error, matches: busy}]";
        run(refusals, answer(503, JSON + "Retry-After: 2\r\n", "{}"), answer(200, JSON, "{\"error\":\"we are busy\"}"));

        assertThat(events.attempts()).extracting(AttemptEnded::getOutcome).containsOnly(Outcome.DECLINED);
        assertThat(events.attempts().get(0).getRetryAfterNanos())
                .isEqualTo(Duration.ofSeconds(2).toNanos());
        assertThat(events.attempts().get(1).getEvidence()).startsWith("rule refusal-2 by content");
    }

    @Test
    void aLesserAnswerIsAnAnswerAndMarkedSo() throws Exception {
        run(
                ASK + ", model: $.model, degraded: [{json: $.model, matches: small}]",
                answer(200, JSON, "{\"answer\":\"42\",\"model\":\"small\"}"));

        assertThat(only().getOutcome()).isEqualTo(Outcome.OK);
        assertThat(only().getDegraded()).isTrue();
        assertThat(only().getEvidence()).isEqualTo("rule degraded-1 by content");
    }

    @Test
    void anApplicationThatHangsIsGivenUpAndNamedSo() throws Exception {
        run(ASK, "");

        assertThat(only().getOutcome()).isEqualTo(Outcome.CLIENT_TIMEOUT);
        assertThat(only().getEvidence()).isEqualTo("rule hang by transport: no first token within 400 ms");
    }

    @Test
    void whatIsNoAnswerIsNeverTakenForOne() throws Exception {
        run(
                ASK,
                answer(200, "Content-Type: text/html\r\n", "<html>It works!</html>"),
                answer(200, JSON, "{\"answer\":\"\"}"),
                answer(200, JSON, "{\"answer\":"),
                answer(200, JSON, ""),
                answer(200, SSE, "data: <b>\n\n"),
                "SSH-2.0-OpenSSH_9.6\r\n\r\n");

        Map<Outcome, Long> counts = events.attempts().stream()
                .collect(Collectors.groupingBy(AttemptEnded::getOutcome, Collectors.counting()));
        assertThat(counts).containsOnly(Map.entry(Outcome.MALFORMED, 6L));
    }

    @Test
    void aQueryCarriesTheQuestionOfAGet() throws Exception {
        run(
                "method: GET, path: \"/ask?q=${prompt}&id=${requestId}\", answer: $",
                answer(200, "Content-Type: text/plain\r\n", "forty-two"));

        assertThat(only().getOutcome()).isEqualTo(Outcome.OK);
        assertThat(heads.get(0)).startsWith("GET /v1/ask?q=").contains("&id=").contains("%20");
    }

    @Test
    void aTemplateThatCannotBeMeantIsASentenceBeforeAnythingIsSent() {
        assertThatThrownBy(() -> run("body: {q: \"${promt}\"}, answer: $.a", ""))
                .hasMessageStartingWith("target.application.body: ${promt} is not known");
        assertThat(heads).isEmpty();
    }

    private AttemptEnded only() {
        assertThat(events.attempts()).hasSize(1);
        return events.attempts().get(0);
    }

    /** @param answers one for each request, in turn; empty: none comes */
    private void run(String application, String... answers) throws Exception {
        try (ScriptedServer server = new ScriptedServer((n, head, body, out, socket) -> {
            heads.add(head);
            bodies.add(body);
            ScriptedServer.write(out, answers[n % answers.length]);
        })) {
            String yaml = "  api: http\n  application: {" + application + "}\n"
                    + "scenarios:\n  main: {executor: per-vu-iterations, vus: 1, iterations: " + answers.length + "}\n";
            Runs.run(Runs.plan(yaml, server.url(), List.of(KeyedAccount.NONE), events.output()));
        }
    }

    private static String answer(int status, String headers, String body) {
        return "HTTP/1.1 " + status + " Said\r\n" + headers + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }
}
