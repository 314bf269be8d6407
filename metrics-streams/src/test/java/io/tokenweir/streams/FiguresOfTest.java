package io.tokenweir.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;

import io.tokenweir.events.Figures;
import io.tokenweir.streams.Sums.Amount;
import io.tokenweir.streams.Sums.Breakdown;

class FiguresOfTest {
    private final Sums sums = new Sums();

    @Test
    void ratesAreOfTheSecondsGiven() {
        sums.add(Amount.OFFERED, 50);
        sums.add(Amount.STARTED, 40);
        sums.add(Amount.GOOD_REQUESTS, 20);
        sums.add(Amount.GOOD_OUTPUT_TOKENS, 600);
        sums.add(Breakdown.REQUESTS, "OK", 30);
        Figures figures = FiguresOf.of(sums, 10, true);
        assertThat(figures.getOfferedPerSecond()).isEqualTo(5);
        assertThat(figures.getStartedPerSecond()).isEqualTo(4);
        assertThat(figures.getGoodPerSecond()).isEqualTo(2);
        assertThat(figures.getGoodOutputTokensPerSecond()).isEqualTo(60);
        assertThat(figures.getGoodShare()).isEqualTo(20.0 / 30);
    }

    @Test
    void refusalsAreCountedByTheirAxisAndOtherFailuresAreNone() {
        sums.put(
                Breakdown.ATTEMPTS,
                Map.of("OK", 5L, "RATE_REQUESTS", 2L, "RATE_TOKENS", 1L, "QUOTA", 1L, "RESET", 1L, "RATE_DAY", 0L));
        Figures figures = FiguresOf.of(sums, 1, false);
        assertThat(figures.getThrottledByAxis())
                .containsExactlyInAnyOrderEntriesOf(Map.of("RPM", 2L, "TPM", 1L, "QUOTA", 1L, "DAY", 0L));
        assertThat(figures.getThrottledShare()).isEqualTo(0.4);
    }

    @Test
    void moneyIsPerRequestPerThousandTokensAndPerTokenThatWasWorthIt() {
        sums.add(Amount.COST_PICO, 3_000_000);
        sums.add(Amount.WASTED_COST_PICO, 750_000);
        sums.add(Amount.INPUT_TOKENS, 1000);
        sums.add(Amount.OUTPUT_TOKENS, 500);
        sums.add(Amount.GOOD_OUTPUT_TOKENS, 100);
        sums.add(Breakdown.REQUESTS, "OK", 10);
        Figures figures = FiguresOf.of(sums, 1, false);
        assertThat(figures.getCostPerRequestPico()).isEqualTo(300_000);
        assertThat(figures.getCostPerThousandTokensPico()).isEqualTo(2_000_000);
        assertThat(figures.getCostPerGoodTokenPico()).isEqualTo(30_000);
        assertThat(figures.getWastedShare()).isEqualTo(0.25);
    }

    @Test
    void whatTheClientDidIsAShareOfTheRequestsThatEnded() {
        sums.put(Breakdown.REQUESTS, Map.of("OK", 6L, "SHED", 2L));
        sums.put(Breakdown.REQUESTS_BY_PATH, Map.of("ADMISSION_WAIT", 4L, "FALL_BACK", 1L));
        sums.add(Amount.ATTEMPTED_REQUESTS, 6);
        sums.add(Amount.ENDED_ATTEMPTS, 9);
        sums.add(Amount.RETRIED_REQUESTS, 3);
        sums.add(Amount.ASKED_WAITS, 4);
        sums.add(Amount.EARLY_WAITS, 1);
        Figures figures = FiguresOf.of(sums, 1, false);
        assertThat(figures.getShedShare()).isEqualTo(0.25);
        assertThat(figures.getQueuedShare()).isEqualTo(0.5);
        assertThat(figures.getFallenBackShare()).isEqualTo(0.125);
        assertThat(figures.getRetriedShare()).isEqualTo(0.5);
        assertThat(figures.getAmplification()).isEqualTo(1.5);
        assertThat(figures.getRetryAfterCompliance()).isEqualTo(0.75);
    }

    @Test
    void nothingIsDividedByNothing() {
        Figures figures = FiguresOf.of(sums, 0, true);
        assertThat(figures.getOfferedPerSecond()).isNull();
        assertThat(figures.getAmplification()).isNull();
        assertThat(figures.getCostPerGoodTokenPico()).isNull();
    }

    @Test
    void percentilesAreWithinTheErrorOfTheirResolution() {
        assertThat(FiguresOf.percentileErrorPpm(sums)).isEqualTo(5416);
        sums.histogram(Sums.Latency.TTFT).downscale(5);
        assertThat(FiguresOf.percentileErrorPpm(sums)).isEqualTo(10_831);
    }
}
