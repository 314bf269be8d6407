package io.tokenweir.report.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.tokenweir.common.expect.LoadAt.Axis;
import io.tokenweir.report.runbook.RunbookData.Level;
import io.tokenweir.report.runbook.RunbookData.Verdict;
import io.tokenweir.report.runbook.Wall.State;

/** How a page is headed: the most cautious level that fits, and no number surer than it is. */
class VerdictTextTest {
    private static final ChosenPath FELL_BACK =
            new ChosenPath("FALL_BACK", "fell back to another model or target", "to small", 0.97, 30, 2, false);
    private static final ChosenPath STORM =
            new ChosenPath("RETRY_AT_ONCE", "retried at once", "", 0.9, 4_000, 3_600, true);
    private static final Walls FOUND = walls(
            new Wall(Axis.CONCURRENCY, State.FOUND, 40.0, 38.0, 43.0, 60.0, 36.0, 34.0, 37.0, true, ""),
            new Wall(Axis.TOKENS, State.FOUND, 99_640.0, null, null, 120_000.0, null, null, null, false, ""));

    @Test
    void aCleanPassNamesTheOnsetWithItsIntervalAndThePath() {
        Verdict verdict = verdict(false, false, FOUND, FELL_BACK, Proof.State.PASSED);

        assertThat(verdict.level()).isEqualTo(Level.PASSED);
        assertThat(verdict.sentence())
                .isEqualTo("Shedding begins at 40 concurrent streams (95 %: 38 to 43) and 99,640 tokens per minute;"
                        + " the declared path fired: fell back to another model or target.");
    }

    @Test
    void aStormIsCalledOneEvenWhereEveryClausePassed() {
        Verdict verdict = verdict(false, false, FOUND, STORM, Proof.State.PASSED);

        assertThat(verdict.level()).isEqualTo(Level.STORM);
        assertThat(verdict.sentence()).contains("retry storm: 3.4 attempts per request, 90.0 % of the retries refused");
    }

    @Test
    void whatIsUnprovenIsNoPass() {
        Verdict verdict = verdict(false, false, FOUND, FELL_BACK, Proof.State.UNPROVEN);

        assertThat(verdict.level()).isEqualTo(Level.UNPROVEN);
        assertThat(verdict.sentence()).endsWith("that the declared path fired is unproven.");
        assertThat(verdict.detail()).startsWith("Why it is so.");
    }

    @Test
    void aClauseThatFailedHeadsThePage() {
        assertThat(verdict(false, false, FOUND, FELL_BACK, Proof.State.FAILED).level())
                .isEqualTo(Level.FAILED);
    }

    @Test
    void aRunThatWasCutShortSaysSoBeforeItSaysAnythingElse() {
        Verdict verdict = verdict(false, true, FOUND, FELL_BACK, Proof.State.PASSED);

        assertThat(verdict.level()).isEqualTo(Level.CUT_SHORT);
        assertThat(verdict.sentence()).startsWith("Cut short after 31.0 s: shedding begins at 40 concurrent streams");
        assertThat(verdict.detail()).startsWith("The run was cut short");
    }

    @Test
    void aDoubtfulMeterComesBeforeEverything() {
        Verdict verdict = verdict(true, true, FOUND, STORM, Proof.State.PASSED);

        assertThat(verdict.level()).isEqualTo(Level.DOUBTFUL);
        assertThat(verdict.detail()).contains("do not quote the latencies");
    }

    @Test
    void aLimitThatWasNotReachedSaysUpToWhereItWasSought() {
        Walls none = walls(
                new Wall(Axis.CONCURRENCY, State.NOT_REACHED, null, null, null, 64.0, null, null, null, false, ""),
                new Wall(Axis.TOKENS, State.NOT_REACHED, null, null, null, 51_000.0, null, null, null, false, ""));
        Verdict verdict = verdict(false, false, none, FELL_BACK, Proof.State.NOT_DECLARED);

        assertThat(verdict.level()).isEqualTo(Level.NOT_REACHED);
        assertThat(verdict.sentence())
                .isEqualTo("No limit was reached: offered up to 64 concurrent streams and 51,000 tokens per minute.");
    }

    @Test
    void aLimitBelowTheFirstStepIsNoOnset() {
        Walls below = walls(
                new Wall(Axis.REQUESTS, State.BELOW_FIRST_STEP, null, null, null, 60.0, null, null, null, true, ""));

        assertThat(verdict(false, false, below, FELL_BACK, Proof.State.UNPROVEN).sentence())
                .startsWith("The limit lies below the first step of 60 requests per minute");
    }

    private static Walls walls(Wall... walls) {
        return new Walls(List.of(walls), "wall search", "");
    }

    private static Verdict verdict(
            boolean doubtful, boolean cutShort, Walls walls, ChosenPath path, Proof.State state) {
        RunbookData.Totals totals = new RunbookData.Totals(
                1_000,
                1_000,
                0,
                Map.of("OK", 950L, "SHED", 50L),
                Map.of("OK", 950L),
                3.4,
                0,
                0,
                0,
                0,
                0,
                0,
                "USD",
                40,
                99_640);
        RunbookData.RetryAfter waits =
                new RunbookData.RetryAfter(0, 0, 0, 0, 0, 0, null, null, null, null, 0, List.of());
        return VerdictText.of(new VerdictText.Case(
                doubtful,
                cutShort,
                31,
                null,
                walls,
                List.of(),
                path,
                new Proof(state, "Why it is so.", List.of(), List.of()),
                totals,
                waits));
    }
}
