package io.tokenweir.load.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.tokenweir.protocol.outcome.Outcome;

class RunRecorderTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void ratesAreOfTheMeasuredTime() throws InterruptedException {
        assertThat(summary(20 * SECOND, null).requests().offeredPerSecond()).isEqualTo(3 / 8.0);
    }

    @Test
    void theMeasuredTimeOfARunThatWasStoppedEndsThere() throws InterruptedException {
        RunSummary summary = summary(5 * SECOND, "enough");

        assertThat(summary.span()).isEqualTo(new RunSummary.Span(2, 3, "enough"));
        assertThat(summary.requests().offeredPerSecond()).isEqualTo(1);
    }

    @Test
    void aRunThatWasStoppedInItsWarmUpHasNoRates() throws InterruptedException {
        RunSummary summary = summary(SECOND, "enough");

        assertThat(summary.span().seconds()).isZero();
        assertThat(summary.requests().offeredPerSecond()).isZero();
    }

    @Test
    void addsUpWhatTheLoopsCounted() throws InterruptedException {
        RunSummary summary = summary(20 * SECOND, null);

        assertThat(summary.requests().started()).isEqualTo(2);
        assertThat(summary.requests().dropped()).isEqualTo(1);
        assertThat(summary.requests().answered()).isEqualTo(1);
        assertThat(summary.attempts().total()).isEqualTo(3);
        assertThat(summary.attempts().refused()).isEqualTo(2);
        assertThat(summary.attempts().perRequest()).isEqualTo(1.5);
        assertThat(summary.attempts().byStatus()).containsOnlyKeys("200", "429");
        assertThat(summary.attempts().evidence()).containsExactly(Map.entry("RATE_REQUESTS", "the first"));
        assertThat(summary.latencies().get("refusal").n()).isEqualTo(2);
        assertThat(summary.latencies().get("endToEnd").max()).isEqualTo(0.7);
    }

    /** Measured from 2 s to 10 s: one request answered at its second attempt, one refused, one dropped. */
    private static RunSummary summary(long endNanos, String cutShort) throws InterruptedException {
        try (RunRecorder recorder = new RunRecorder(new MeasuredSpan(2 * SECOND, 10 * SECOND), List.of())) {
            LoopRecorder one = recorder.forLoop().of("quick", "steady")[0];
            LoopRecorder other = recorder.forLoop().of("quick", "steady")[0];
            one.offered(0, 100);
            one.started(0);
            one.attempt(0, Outcome.RATE_REQUESTS, 429, 300_000);
            one.evidence(Outcome.RATE_REQUESTS, "the first");
            one.attempt(0, Outcome.OK, 200, 700_000);
            one.ended(0, Outcome.OK, 2, true);
            other.offered(1, 0);
            other.started(1);
            other.attempt(1, Outcome.RATE_REQUESTS, 429, 200_000);
            other.evidence(Outcome.RATE_REQUESTS, "another");
            other.ended(1, Outcome.RATE_REQUESTS, 1, false);
            other.dropped(1);
            return recorder.summary(new RunRecorder.Facts(
                    new RunSummary.Run("r", "generator-1", "quick", 42, "2026-01-01T00:00:00Z"),
                    new RunSummary.Target("http://127.0.0.1:1/v1", "openai-chat", "openai", "m"),
                    List.of(),
                    endNanos,
                    cutShort,
                    new SpanCost(() -> 0, () -> 0, () -> 0, () -> 0),
                    List.of(),
                    0,
                    null,
                    null,
                    List.of(),
                    Setup.here("0.0.0"),
                    null,
                    null));
        }
    }
}
