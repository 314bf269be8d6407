package io.tokenweir.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import io.tokenweir.events.Decision;
import io.tokenweir.events.DecisionKind;
import io.tokenweir.events.Outcome;

/** Policies in the engine, against a server that plays a script. */
class PoliciesIT {
    private static final String REFUSED = ScriptedServer.refusal(
            429, "", "{\"error\":{\"type\":\"requests\",\"code\":\"rate_limit_exceeded\",\"message\":\"(RPM)\"}}");
    private static final String OVERLOADED =
            ScriptedServer.refusal(503, "", "{\"error\":{\"message\":\"overloaded\"}}");

    private final CollectedEvents events = new CollectedEvents();

    @Test
    void stopsSendingToATargetThatFails() throws Exception {
        AtomicInteger seen = new AtomicInteger();
        run(
                "rate: 50, duration: 1s",
                "circuitBreaker: {minAttempts: 5, openFor: 60s}",
                (n, head, body, out, socket) -> {
                    seen.incrementAndGet();
                    ScriptedServer.write(out, OVERLOADED);
                });
        assertThat(events.decisions(DecisionKind.CIRCUIT_OPENED)).hasSize(1);
        assertThat(events.decisions(DecisionKind.SHED))
                .isNotEmpty()
                .allMatch(decision -> decision.getPolicy().equals("circuitBreaker"));
        assertThat(seen.get()).isEqualTo(events.attempts().size()).isLessThan(50);
        assertThat(events.ended()).hasSize(50);
    }

    @Test
    void closesTheCircuitWhenAProbeGoesWell() throws Exception {
        run(
                "rate: 50, duration: 1s",
                "circuitBreaker: {minAttempts: 3, openFor: 100ms}",
                (n, head, body, out, socket) ->
                        ScriptedServer.write(out, n < 3 ? OVERLOADED : ScriptedServer.stream(4)));
        assertThat(events.decisions(DecisionKind.CIRCUIT_PROBE)).isNotEmpty();
        assertThat(events.decisions(DecisionKind.CIRCUIT_CLOSED)).hasSize(1);
        assertThat(events.ended().get(events.ended().size() - 1).getOutcome()).isEqualTo(Outcome.OK);
    }

    @Test
    void turnsToAnotherTarget() throws Exception {
        try (ScriptedServer other = new ScriptedServer(
                (n, head, body, out, socket) -> ScriptedServer.write(out, ScriptedServer.stream(4)))) {
            run(
                    "rate: 20, duration: 500ms",
                    "maxAttempts: 2, fallBack: {target: '" + other.url() + "', afterRefusals: 1}",
                    (n, head, body, out, socket) -> ScriptedServer.write(out, REFUSED));
            assertThat(other.requests()).isEqualTo(10);
            assertThat(events.decisions(DecisionKind.FALL_BACK))
                    .hasSize(10)
                    .extracting(Decision::getToTarget)
                    .containsOnly(other.url().toString());
        }
        assertThat(events.ended()).hasSize(10).allMatch(ended -> ended.getOutcome() == Outcome.OK);
    }

    @Test
    void keepsAKeyBelowItsDeclaredLimit() throws Exception {
        LoadResult result = run(
                "rate: 100, duration: 100ms",
                "keyBucket: {requestsPerMinute: 600, headroom: 0, burst: 100ms}",
                (n, head, body, out, socket) -> ScriptedServer.write(out, ScriptedServer.stream(4)));
        List<Decision> waits = events.decisions(DecisionKind.ADMISSION_WAIT);
        assertThat(waits).hasSize(9).allMatch(decision -> decision.getPolicy().equals("keyBucket"));
        // ten requests of one key at ten a second: the last goes out 0.9 s after the first, arrivals 90 ms after
        assertThat(waits.get(8).getWaitNanos()).isBetween(600_000_000L, 900_000_000L);
        assertThat(result.reactions().attempts()).isEqualTo(10);
    }

    @Test
    void shedsWhatTheFullQueueCannotTake() throws Exception {
        run(
                "rate: 100, duration: 200ms",
                "admission: {limit: fixed, initial: 1, queueSize: 1}",
                (n, head, body, out, socket) -> {
                    Thread.sleep(300);
                    ScriptedServer.write(out, ScriptedServer.stream(4));
                });
        assertThat(events.decisions(DecisionKind.SHED))
                .isNotEmpty()
                .allMatch(decision -> decision.getReason().startsWith("the queue is full")
                        && decision.getPolicy().equals("admission/fixed"));
    }

    @Test
    void shedsMoreTheLessIsAccepted() throws Exception {
        run(
                "rate: 100, duration: 500ms",
                "shed: {k: 1}",
                (n, head, body, out, socket) -> ScriptedServer.write(out, OVERLOADED));
        assertThat(events.decisions(DecisionKind.SHED))
                .hasSizeGreaterThan(10)
                .allMatch(decision -> decision.getPolicy().equals("shed"));
    }

    @Test
    void reportsWhatNoRuleKnowsWithoutThePrompt() throws Exception {
        LoadResult result = run("rate: 20, duration: 200ms", "retry: none", (n, head, body, out, socket) -> {
            int at = body.indexOf("\"content\":\"") + 11;
            String words = body.substring(at, body.indexOf('"', at));
            ScriptedServer.write(out, ScriptedServer.refusal(418, "", "{\"message\":\"tea: " + words + "\"}"));
        });
        var unclassified = result.reactions().unclassified();
        assertThat(unclassified.count()).isEqualTo(4);
        assertThat(unclassified.samples().get(0).status()).isEqualTo(418);
        assertThat(unclassified.samples().get(0).body()).contains("tea", "<prompt>");
        assertThat(unclassified.samples().get(0).evidence()).contains("<prompt>");
    }

    private LoadResult run(String load, String reaction, ScriptedServer.Script script) throws Exception {
        try (ScriptedServer server = new ScriptedServer(script)) {
            String yaml = "scenarios:\n  main: {executor: constant-arrival-rate, maxVUs: 60, maxTokens: 4, " + load
                    + ", reaction: {" + reaction + "}}\n";
            return Runs.run(Runs.plan(yaml, server.url(), 1, events.output()).withLoops(2));
        }
    }
}
