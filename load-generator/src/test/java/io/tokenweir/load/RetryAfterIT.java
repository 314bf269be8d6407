package io.tokenweir.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import io.tokenweir.common.audit.ReactionReport;

/** Thirty in a hundred requests are refused with {@code Retry-After: 2}. */
class RetryAfterIT {
    private static final String REFUSED = ScriptedServer.refusal(
            429,
            "Retry-After: 2\r\n",
            "{\"error\":{\"type\":\"requests\",\"code\":\"rate_limit_exceeded\",\"message\":\"Slow down.\"}}");
    private static final int REQUESTS = 100;

    @Test
    void areObeyedToTheSecondAndTheAuditSaysSo() throws Exception {
        ReactionReport report = run("retry: obey, maxAttempts: 8, patience: 60s");
        ReactionReport.RetryAfter retryAfter = report.retryAfter();
        assertThat(report.requests()).isEqualTo(REQUESTS);
        assertThat(retryAfter.asked()).isBetween(15L, 120L);
        assertThat(retryAfter.cameBack()).isEqualTo(retryAfter.asked());
        assertThat(retryAfter.early()).isZero();
        assertThat(retryAfter.compliance()).isEqualTo(1.0);
        assertThat(retryAfter.askedMs().max()).isEqualTo(2_000);
        assertThat(report.ttftFelt().max()).isGreaterThan(2_000);
        assertThat(report.ttftAttempt().p50()).isLessThan(report.ttftFelt().max());
    }

    @Test
    void areMultipliedByWhoRetriesAtOnce() throws Exception {
        ReactionReport report = run("retry: naive, maxAttempts: 10");
        assertThat(report.amplification()).isGreaterThan(1.1);
        assertThat(report.retryAfter().early()).isEqualTo(report.retryAfter().cameBack());
        assertThat(report.retryAfter().compliance()).isZero();
        assertThat(report.attempts()).isEqualTo(report.requests() + report.retries());
    }

    private static ReactionReport run(String reaction) throws Exception {
        SplittableRandom random = new SplittableRandom(7);
        ScriptedServer.Script script = (n, head, body, out, socket) -> {
            boolean refused;
            synchronized (random) {
                refused = random.nextInt(10) < 3;
            }
            ScriptedServer.write(out, refused ? REFUSED : ScriptedServer.stream(4));
        };
        try (ScriptedServer server = new ScriptedServer(script)) {
            String yaml = "scenarios:\n  main: {executor: constant-arrival-rate, rate: 50, duration: 2s, maxVUs: 100,"
                    + " maxTokens: 4, gracefulStop: 20s, reaction: {" + reaction + "}}\n";
            LoadPlan plan = Runs.plan(yaml, server.url(), 20, new CollectedEvents().output());
            return Runs.run(plan).reactions();
        }
    }
}
