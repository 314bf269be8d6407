package io.tokenweir.report.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.tokenweir.report.ReportException;

class RunComparisonTest {

    @Test
    void callsALatencySlowerWhoseIntervalLiesAboveZero() {
        Row row = median(new SummaryJson().ttft(200, 4), new SummaryJson().ttft(220, 4));

        assertThat(row.difference()).isEqualTo(20);
        assertThat(row.word()).isEqualTo("slower");
        assertThat(row.low()).isBetween(13.0, 16.0);
        assertThat(row.ratioLow()).isGreaterThan(1);
    }

    @Test
    void callsItFasterTheOtherWayRound() {
        assertThat(median(new SummaryJson().ttft(220, 4), new SummaryJson().ttft(200, 4))
                        .word())
                .isEqualTo("faster");
    }

    @Test
    void showsNoDifferenceWhereTheIntervalHoldsZero() {
        assertThat(median(new SummaryJson().ttft(200, 10), new SummaryJson().ttft(205, 10))
                        .finding())
                .isEqualTo(Finding.NO_DIFFERENCE_SHOWN);
    }

    @Test
    void addsTheErrorOfBothMetersInFull() {
        Row exact = median(
                new SummaryJson().meter(0), new SummaryJson().ttft(220, 4).meter(0));
        Row rough = median(
                new SummaryJson().meter(8), new SummaryJson().ttft(220, 4).meter(9));

        assertThat(rough.low()).isCloseTo(exact.low() - 17, within(1e-9));
        assertThat(rough.high()).isCloseTo(exact.high() + 17, within(1e-9));
        assertThat(rough.finding()).isEqualTo(Finding.NO_DIFFERENCE_SHOWN);
        assertThat(rough.ratioLow()).isLessThan(1);
    }

    @Test
    void doesNotCompareALatencyThatIsInvalid() {
        Row row = median(new SummaryJson(), new SummaryJson().ttft(400, 4).invalid());

        assertThat(row.word()).isEqualTo("not comparable");
        assertThat(row.reason()).isEqualTo("B invalid: lag, and pauses");
        assertThat(row.difference()).isNull();
    }

    @Test
    void comparesCountsOfARunWhoseLatenciesAreInvalid() {
        Row row = row(
                List.of(SummaryJson.run("a")),
                List.of(new SummaryJson().invalid().answered(0.9).read("b")),
                "answeredShare");

        assertThat(row.word()).isEqualTo("worse");
        assertThat(row.shift()).isBetween(8.0, 10.0);
    }

    @Test
    void doesNotCompareAPercentileThatARunHasTooFewValuesFor() {
        assertThat(row(List.of(SummaryJson.run("a")), List.of(SummaryJson.run("b")), "ttft.p999")
                        .reason())
                .isEqualTo("A too few values (600); B too few values (600)");
    }

    @Test
    void hasNoIntervalForAFigureOfWholeRuns() {
        Row row = row(List.of(SummaryJson.run("a")), List.of(SummaryJson.run("b")), "tokensPerCpuSecond");

        assertThat(row.finding()).isEqualTo(Finding.NO_INTERVAL);
        assertThat(row.reason()).contains("repeat the runs");
    }

    @Test
    void hasNoIntervalForAPercentileThatNeitherRunBoundsFromAbove() {
        List<MeasuredRun> open =
                List.of(new SummaryJson().withoutUpperBoundOfP99().read("open"));

        Row row = row(open, open, "ttft.p99");

        assertThat(row.finding()).isEqualTo(Finding.NO_INTERVAL);
        assertThat(row.reason()).startsWith("too few values to bound it");
    }

    @Test
    void takesTheIntervalFromTheScatterOfRunsWhereThereAreSeveral() {
        Row row = row(runs(200, 202, 204), runs(210, 212, 214), "ttft.p50");

        // two standard errors of 2/sqrt(3), 4 degrees together, and twice 0.5 ms of the meters
        double half = 2.7764 * Math.sqrt(2 * 4.0 / 3) + 1;
        assertThat(row.low()).isCloseTo(10 - half, within(1e-3));
        assertThat(row.high()).isCloseTo(10 + half, within(1e-3));
    }

    @Test
    void leavesInvalidRunsOutAndSaysSo() {
        List<MeasuredRun> a = List.of(
                SummaryJson.run("a1"),
                SummaryJson.run("a2"),
                new SummaryJson().invalid().read("a3"));

        RunComparison comparison = RunComparison.of(a, runs(200, 201), false, "ttft.p50"::equals);

        assertThat(comparison.rows().get(0).finding()).isEqualTo(Finding.NO_DIFFERENCE_SHOWN);
        assertThat(comparison.warnings()).contains("A: 1 of its 3 runs cannot be used for ttft.p50 and are left out.");
    }

    @Test
    void seesThroughAPairsDriftWhatItsSidesWouldHide() {
        List<MeasuredRun> a = runs(200, 230, 260);
        List<MeasuredRun> b = runs(205, 236, 265);

        Row apart = RunComparison.of(a, b, false, "ttft.p50"::equals).rows().get(0);
        Row paired = RunComparison.of(a, b, true, "ttft.p50"::equals).rows().get(0);

        assertThat(apart.finding()).isEqualTo(Finding.NO_DIFFERENCE_SHOWN);
        assertThat(paired.word()).isEqualTo("slower");
        assertThat(paired.difference()).isCloseTo(16 / 3.0, within(1e-9));
    }

    @Test
    void refusesPairsOfUnequalNumbers() {
        assertThatThrownBy(() -> RunComparison.of(runs(200, 201), runs(200), true, name -> true))
                .hasMessage("Pairs need as many runs of A as of B, two at least; there are 2 and 1.");
    }

    @Test
    void warnsOfWhatDiffersBesidesTheFigures() {
        RunComparison comparison = RunComparison.of(
                List.of(SummaryJson.run("a")),
                List.of(new SummaryJson()
                        .model("other")
                        .rate("40.0")
                        .cutShort("enough")
                        .read("b")),
                false,
                name -> true);

        assertThat(comparison.warnings())
                .containsExactly(
                        "They differ in model: A m, B other.",
                        "They differ in rate: A 20.0, B 40.0.",
                        "B was cut short: enough.");
    }

    @Test
    void refusesAFileThatIsNoSummary() {
        assertThatThrownBy(() -> SummaryReader.read("x.json", "{}"))
                .isInstanceOf(ReportException.class)
                .hasMessageStartingWith("x.json is no summary;");
        assertThatThrownBy(() -> SummaryReader.read("x.json", "p99 = 3"))
                .isInstanceOf(ReportException.class)
                .hasMessageStartingWith("x.json is no JSON;");
    }

    private static Row median(SummaryJson a, SummaryJson b) {
        return row(List.of(a.read("a")), List.of(b.read("b")), "ttft.p50");
    }

    private static Row row(List<MeasuredRun> a, List<MeasuredRun> b, String figure) {
        return RunComparison.of(a, b, false, figure::equals).rows().get(0);
    }

    private static List<MeasuredRun> runs(double... medians) {
        return Arrays.stream(medians)
                .mapToObj(median -> new SummaryJson().ttft(median, 4).read("run of " + median))
                .toList();
    }
}
