package io.tokenweir.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import io.tokenweir.events.Aggregate;
import io.tokenweir.events.WindowResult;

class WindowJsonTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final SampleRun run = new SampleRun("run-1", 1_800_000_000);

    @Test
    void carriesCountsQuantilesVerdictAndLag() throws Exception {
        WindowResult result = run.second(120);

        JsonNode window = JSON.readTree(row(result).json());

        assertThat(window.get("s").asText()).isEqualTo("GENERATOR");
        assertThat(window.get("t").asLong()).isEqualTo(1_800_000_120);
        assertThat(window.get("lag").asLong()).isEqualTo(250_000);
        assertThat(window.get("offered").asLong()).isEqualTo(result.getWindow().getOffered());
        assertThat(window.at("/ttft/p50").asLong())
                .isEqualTo(result.getWindow().getTtft().getP50Nanos());
        assertThat(window.get("verdict").asText()).isEqualTo(result.getVerdict().name());
    }

    @Test
    void saysWhyAWindowIsNotValid() throws Exception {
        JsonNode window = JSON.readTree(row(run.second(92)).json());

        assertThat(window.get("verdict").asText()).isEqualTo("INVALID");
        assertThat(window.at("/why/0").asText()).isEqualTo("pause 203 ms > 20 ms");
    }

    @Test
    void namesTheHighestPercentileThatTheSampleCountSupports() throws Exception {
        WindowResult few = run.second(1);

        JsonNode ttft = JSON.readTree(row(few).json()).get("ttft");

        assertThat(few.getWindow().getTtft().getP99Nanos()).isNull();
        assertThat(ttft.get("tail").asText()).isEqualTo("p95");
        assertThat(ttft.get("p99").isNull()).isTrue();
    }

    @Test
    void leavesTheBucketsBehind() {
        WindowResult result = run.second(120);

        assertThat(row(result).json()).doesNotContain("deltas", "spans", "sumNanos", "recordHash");
        assertThat(row(result).json().length()).isLessThan(2000);
    }

    @Test
    void givesTheTerminalTheNumbersOfThePage() throws Exception {
        WindowResult result = run.second(120);

        Headline headline = Headline.of(result, result.getWindowEndMicros() + 250_000);
        JsonNode window = JSON.readTree(row(result).json());

        assertThat(headline.windowStartMicros() / 1_000_000)
                .isEqualTo(window.get("t").asLong());
        assertThat(headline.offeredPerSecond())
                .isEqualTo(window.at("/now/offered").asDouble());
        assertThat(headline.achievedPerSecond())
                .isEqualTo(window.at("/now/achieved").asDouble());
        assertThat(headline.arrivalsPerSecond())
                .isEqualTo(window.at("/now/arrivals").asDouble());
        assertThat(headline.refusedPerSecond())
                .isEqualTo(window.at("/now/refused").asDouble());
        assertThat(headline.lagMicros()).isEqualTo(window.get("lag").asLong());
        assertThat(headline.ttftTail().nanos())
                .isEqualTo(window.get("ttft").get(headline.ttftTail().name()).asLong());
        assertThat(headline.refused().get("requests"))
                .isEqualTo(window.at("/refused/requests").asLong());
    }

    @Test
    void aWindowInWhichTheRunEndedHasNoLag() {
        WindowResult result = run.second(120);

        assertThat(Headline.of(result, result.getWindowEndMicros() - 680_000).lagMicros())
                .isZero();
    }

    @Test
    void addsACorrectionToTheWindowThatItCorrects() {
        WindowMerge merge = new WindowMerge();
        WindowResult first = run.second(50);
        merge.with(first);
        WindowResult correction = WindowResult.newBuilder(first).setRevision(1).build();

        Aggregate whole = merge.with(correction).orElseThrow().getWindow();

        assertThat(whole.getOffered()).isEqualTo(2 * first.getWindow().getOffered());
        assertThat(whole.getTtft().getCount())
                .isEqualTo(2 * first.getWindow().getTtft().getCount());
        assertThat(whole.getAttempts().get("OK"))
                .isEqualTo(2 * first.getWindow().getAttempts().get("OK"));
    }

    @Test
    void leavesACorrectionOfAForgottenWindowToTheTotals() {
        WindowResult correction =
                WindowResult.newBuilder(run.second(50)).setRevision(1).build();

        assertThat(new WindowMerge().with(correction)).isEmpty();
    }

    private static Row row(WindowResult result) {
        return WindowJson.row(result, 0, 0, result.getWindowEndMicros() + 250_000);
    }
}
