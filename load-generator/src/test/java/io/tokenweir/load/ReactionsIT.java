package io.tokenweir.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.tokenweir.events.Decision;
import io.tokenweir.events.DecisionKind;
import io.tokenweir.events.Outcome;

class ReactionsIT {
    private static final String REFUSED = ScriptedServer.refusal(
            429, "retry-after-ms: 200\r\n", "{\"error\":{\"type\":\"requests\",\"code\":\"rate_limit_exceeded\"}}");
    private static final String SPENT =
            ScriptedServer.refusal(403, "", "{\"statusCode\": 403, \"message\": \"Token quota is exceeded.\"}");

    private final CollectedEvents events = new CollectedEvents();

    @Test
    void waitsWhatTheServerAsked() throws Exception {
        run("vus: 1, duration: 100ms, reaction: {retry: obey}", (n, head, body, out, socket) -> {
            Thread.sleep(n == 0 ? 0 : 200);
            ScriptedServer.write(out, n == 0 ? REFUSED : ScriptedServer.stream(4));
        });
        assertThat(events.decisions(DecisionKind.OBEY_RETRY_AFTER))
                .singleElement()
                .satisfies(decision -> {
                    assertThat(decision.getAskedWaitNanos()).isEqualTo(200_000_000L);
                    assertThat(decision.getWaitNanos()).isBetween(200_000_000L, 220_000_000L);
                });
        assertThat(events.ended().get(0).getOutcome()).isEqualTo(Outcome.OK);
        assertThat(events.ended().get(0).getAttempts()).isEqualTo(2);
        assertThat(events.ended().get(0).getRetryWaitNanos()).isGreaterThanOrEqualTo(200_000_000L);
        assertThat(events.ended().get(0).getTtftIntendedNanos()).isGreaterThan(200_000_000L);
    }

    @Test
    void fallsBackToTheSmallerModelAfterRefusals() throws Exception {
        run(
                "vus: 1, duration: 100ms, reaction: {retry: naive, maxAttempts: 5, fallBack: {model: small, afterRefusals: 2}}",
                (n, head, body, out, socket) -> {
                    Thread.sleep(body.contains("small") ? 200 : 0);
                    ScriptedServer.write(out, body.contains("small") ? ScriptedServer.stream(4) : REFUSED);
                });
        assertThat(events.decisions(DecisionKind.RETRY_AT_ONCE)).hasSize(1);
        assertThat(events.decisions(DecisionKind.FALL_BACK))
                .singleElement()
                .extracting(Decision::getToModel)
                .isEqualTo("small");
        assertThat(events.ended().get(0).getPaths())
                .containsExactly(DecisionKind.RETRY_AT_ONCE, DecisionKind.FALL_BACK);
    }

    @Test
    void parksAKeyWhoseQuotaIsSpent() throws Exception {
        run(
                "vus: 1, duration: 2s, reaction: {retry: obey}",
                (n, head, body, out, socket) -> ScriptedServer.write(out, SPENT));
        assertThat(events.decisions(DecisionKind.PARK_KEY)).hasSize(1);
        assertThat(events.attempts()).hasSize(1);
        assertThat(events.ended())
                .singleElement()
                .satisfies(ended -> assertThat(ended.getOutcome()).isEqualTo(Outcome.QUOTA));
    }

    @Test
    void goesOnWithTheSmallerModelWhenTheQuotaOfTheFirstIsSpent() throws Exception {
        run(
                "vus: 1, duration: 300ms, reaction: {retry: obey, fallBack: {model: small}}",
                (n, head, body, out, socket) -> {
                    ScriptedServer.write(out, body.contains("small") ? ScriptedServer.stream(4) : SPENT);
                    Thread.sleep(20);
                });
        assertThat(events.decisions(DecisionKind.PARK_KEY)).hasSize(1);
        assertThat(events.ended()).hasSizeGreaterThan(2).allMatch(ended -> ended.getOutcome() == Outcome.OK);
        assertThat(events.attempts().stream().filter(a -> a.getOutcome() == Outcome.QUOTA))
                .hasSize(1);
    }

    @Test
    void holdsBackByItsOwnLimit() throws Exception {
        run("vus: 6, duration: 500ms, reaction: {admission: {initial: 2, max: 2}}", (n, head, body, out, socket) -> {
            Thread.sleep(50);
            ScriptedServer.write(out, ScriptedServer.stream(4));
        });
        assertThat(events.decisions(DecisionKind.ADMISSION_WAIT))
                .isNotEmpty()
                .allMatch(decision -> decision.getWaitNanos() > 0);
    }

    @Test
    void shedsWhatWaitedTooLongForItsOwnLimit() throws Exception {
        run(
                "vus: 4, duration: 300ms, reaction: {admission: {initial: 1, max: 1, queueDeadline: 50ms}}",
                (n, head, body, out, socket) -> {
                    Thread.sleep(300);
                    ScriptedServer.write(out, ScriptedServer.stream(4));
                });
        assertThat(events.decisions(DecisionKind.SHED)).isNotEmpty();
        assertThat(events.ended().stream().filter(ended -> ended.getOutcome() == Outcome.SHED))
                .isNotEmpty()
                .allMatch(ended -> ended.getAttempts() == 0);
    }

    private void run(String load, ScriptedServer.Script script) throws Exception {
        try (ScriptedServer server = new ScriptedServer(script)) {
            String yaml = "scenarios:\n  main: {executor: constant-vus, maxTokens: 4, " + load + "}\n";
            Runs.run(Runs.plan(yaml, server.url(), 6, events.output()).withLoops(1));
        }
    }
}
