package io.tokenweir.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
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
        run(oneAfterTheOther(10), "circuitBreaker: {minAttempts: 5, openFor: 60s}", (n, head, body, out, socket) -> {
            seen.incrementAndGet();
            ScriptedServer.write(out, OVERLOADED);
        });
        assertThat(events.decisions(DecisionKind.CIRCUIT_OPENED)).hasSize(1);
        assertThat(events.decisions(DecisionKind.SHED))
                .hasSize(5)
                .allMatch(decision -> decision.getPolicy().equals("circuitBreaker"));
        assertThat(seen).hasValue(5);
        assertThat(events.attempts()).hasSize(5);
        assertThat(events.ended()).hasSize(10);
    }

    @Test
    void closesTheCircuitWhenAProbeGoesWell() throws Exception {
        run(
                oneAfterTheOther(10),
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
                    oneAfterTheOther(10),
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
                atOnce(10),
                "keyBucket: {requestsPerMinute: 600, headroom: 0, burst: 100ms}",
                (n, head, body, out, socket) -> ScriptedServer.write(out, ScriptedServer.stream(4)));
        assertThat(events.decisions(DecisionKind.ADMISSION_WAIT))
                .isNotEmpty()
                .allMatch(decision -> decision.getPolicy().equals("keyBucket"));
        // Ten requests a second of one key: the last of ten that are due at once leaves 0.9 s later, or, of a busy
        // machine, after that.
        assertThat(events.attempts().stream()
                        .mapToLong(attempt -> attempt.getStartMicros() - attempt.getIntendedStartMicros())
                        .max()
                        .orElseThrow())
                .isGreaterThan(899_000);
        assertThat(result.reactions().attempts()).isEqualTo(10);
    }

    @Test
    void shedsWhatTheFullQueueCannotTake() throws Exception {
        run(atOnce(20), "admission: {limit: fixed, initial: 1, queueSize: 1}", (n, head, body, out, socket) -> {
            if (n == 0) {
                Awaitility.await()
                        .until(() -> !events.decisions(DecisionKind.SHED).isEmpty());
            }
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
                oneAfterTheOther(12),
                "shed: {k: 1}",
                (n, head, body, out, socket) -> ScriptedServer.write(out, OVERLOADED));
        assertThat(events.decisions(DecisionKind.SHED))
                .hasSizeGreaterThan(4)
                .allMatch(decision -> decision.getPolicy().equals("shed"));
    }

    @Test
    void reportsWhatNoRuleKnowsWithoutThePrompt() throws Exception {
        LoadResult result = run(oneAfterTheOther(4), "retry: none", (n, head, body, out, socket) -> {
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

    private static String oneAfterTheOther(int requests) {
        return "executor: per-vu-iterations, vus: 1, iterations: " + requests;
    }

    private static String atOnce(int requests) {
        return "executor: per-vu-iterations, iterations: 1, vus: " + requests;
    }

    private LoadResult run(String load, String reaction, ScriptedServer.Script script) throws Exception {
        try (ScriptedServer server = new ScriptedServer(script)) {
            String yaml = "scenarios:\n  main: {maxTokens: 4, " + load + ", reaction: {" + reaction + "}}\n";
            return Runs.run(Runs.plan(yaml, server.url(), 1, events.output()).withLoops(2));
        }
    }
}
