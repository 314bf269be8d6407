package io.tokenweir.report.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.tokenweir.common.expect.LoadAt.Axis;
import io.tokenweir.report.SyntheticRun;
import io.tokenweir.report.certificate.Certificate;
import io.tokenweir.report.certificate.Clause;
import io.tokenweir.report.certificate.ClauseVerdict;
import io.tokenweir.report.certificate.Testimony;
import io.tokenweir.report.onset.AxisFinding;
import io.tokenweir.report.onset.AxisFinding.CurvePoint;
import io.tokenweir.report.onset.AxisFinding.Interval;
import io.tokenweir.report.onset.WallFindings;

/** What other commands found, on the page of a run. */
class FindingsTest {
    private static final SyntheticRun RUN = new SyntheticRun(7, 60, 50);

    @Test
    void aWallSearchWinsOverWhatTheRunAloneShows() {
        String page = page(Findings.of(wall(AxisFinding.State.FOUND), null, null));

        assertThat(page).contains("95 %: 37 to 43", "bit first", "far from biting", "narrow as asked");
        assertThat(page).contains("2 left out for a doubtful meter", "doubtful: limits changed in the middle");
    }

    @Test
    void aLimitThatWasNotReachedIsNamedWithWhatWasOffered() {
        assertThat(page(Findings.of(wall(AxisFinding.State.NOT_REACHED), null, null)))
                .contains("not reached: offered up to 64");
    }

    @Test
    void aLimitBelowTheFirstStepIsNamedWithTheStep() {
        assertThat(page(Findings.of(wall(AxisFinding.State.BELOW_FIRST_STEP), null, null)))
                .contains("below the first step, 8");
    }

    @Test
    void aCertificatesClausesStandOnThePageWithWhatWasJudged() {
        String page = page(Findings.of(null, null, certificate(ClauseVerdict.PASSED)));

        assertThat(page).contains("share: at least 0.95", "98.1 % (95 %: 97.0 % to 99.0 %), 1,200 judged");
        assertThat(page).contains("1 of 1 clauses passed");
    }

    @Test
    void whatIsUnprovenIsCalledSoWithItsReasonAndItsRemarks() {
        assertThat(page(Findings.of(null, null, certificate(ClauseVerdict.UNPROVEN))))
                .contains("unproven", "Too few requests were judged.", "Clocks disagree between vantages by 80 ms.");
    }

    private static String page(Findings findings) {
        return RunbookHtml.render(SyntheticRunbook.data(RUN, true, false, findings))
                .replaceAll("<[^>]+>", "");
    }

    private static WallFindings wall(AxisFinding.State state) {
        boolean found = state == AxisFinding.State.FOUND;
        AxisFinding concurrency = new AxisFinding(
                Axis.CONCURRENCY,
                state,
                true,
                found ? new Interval(40, 37, 43) : null,
                null,
                64,
                8,
                null,
                30,
                2,
                900,
                List.of(new CurvePoint(32, false, 400, 0, 0, 0.01), new CurvePoint(48, false, 500, 0.4, 0.3, 0.5)));
        AxisFinding requests = new AxisFinding(
                Axis.REQUESTS,
                AxisFinding.State.NOT_REACHED,
                false,
                null,
                null,
                600,
                60,
                "far from biting",
                30,
                2,
                900,
                List.of());
        return new WallFindings(
                1,
                "weir",
                "http://127.0.0.1:1",
                0,
                List.of(concurrency, requests),
                found ? Axis.CONCURRENCY : null,
                "likelihood",
                WallFindings.StopReason.NARROW_ENOUGH,
                new WallFindings.Spent(60, 900, 200, 90_000, null),
                List.of("limits changed in the middle"));
    }

    private static Certificate certificate(ClauseVerdict verdict) {
        boolean passed = verdict == ClauseVerdict.PASSED;
        Clause share = new Clause(
                "share",
                "at least 0.95",
                verdict,
                0.981,
                0.970,
                0.990,
                "share",
                1_200,
                1_177,
                23,
                passed ? "" : "Too few requests were judged.",
                List.of(),
                List.of());
        Testimony run =
                new Testimony(SyntheticRun.RUN, "a", "b", List.of(), "naive", null, verdict, List.of(share), null);
        return new Certificate(
                1,
                "weir",
                verdict,
                "What was declared was judged.",
                run,
                null,
                passed ? List.of() : List.of("Clocks disagree between vantages by 80 ms."),
                "");
    }
}
