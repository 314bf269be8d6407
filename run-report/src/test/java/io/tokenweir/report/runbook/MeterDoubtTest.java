package io.tokenweir.report.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.tokenweir.events.Verdict;
import io.tokenweir.events.WindowResult;
import io.tokenweir.report.SyntheticResults;
import io.tokenweir.report.SyntheticRun;
import io.tokenweir.report.runbook.RunbookData.Level;
import io.tokenweir.report.runbook.RunbookData.Reason;

/** What the runbook says of figures that were measured by a meter in doubt. */
class MeterDoubtTest {
    private static final SyntheticRun RUN = new SyntheticRun(7, 60, 50);
    private static final long ONSET = judged(-1, -1, Verdict.VALID).onset().second();

    @Test
    void anOnsetAmongValidWindowsIsAFact() {
        RunbookData data = judged(-1, -1, Verdict.VALID);

        assertThat(data.verdict().level()).isEqualTo(Level.REACHED);
        assertThat(data.verdict().sentence()).startsWith("Shedding begins at ").doesNotContain("valid");
    }

    @Test
    void anOnsetInAnInvalidSecondIsOnlySeen() {
        RunbookData data = judged(ONSET, ONSET, Verdict.INVALID);

        assertThat(data.verdict().level()).isEqualTo(Level.SEEN);
        assertThat(data.verdict().sentence())
                .startsWith("Shedding was seen at ")
                .endsWith(", but the meter was not valid in that second.");
    }

    @Test
    void theHeadlineSaysThatFewWindowsAroundTheOnsetWereValid() {
        RunbookData data = judged(ONSET - 4, ONSET + 4, Verdict.SUSPECT);

        assertThat(data.verdict().level()).isEqualTo(Level.REACHED);
        assertThat(data.verdict().sentence()).endsWith("; only 2 of the 11 windows around it were valid.");
    }

    @Test
    void reasonsAreCountedWithoutTheFiguresOfEachSecond() {
        assertThat(judged(ONSET, ONSET + 2, Verdict.SUSPECT).meter().reasons())
                .containsExactly(new Reason("SUSPECT", "lateness p99", 3), new Reason("SUSPECT", "events lost", 1));
    }

    /** The run, with another verdict from one second to another. */
    private static RunbookData judged(long from, long to, Verdict verdict) {
        EventFacts events = new EventFacts();
        RUN.requests.forEach(placed -> events.add(placed.event()));
        SyntheticResults synthetic = new SyntheticResults(RUN);
        ResultFacts results = new ResultFacts();
        synthetic.windows.forEach(window -> results.add(judged(window, from, to, verdict)));
        synthetic.results.forEach(results::add);
        return Runbook.of(SyntheticRunbook.facts(false), events, results, null, Findings.NONE);
    }

    private static WindowResult judged(WindowResult window, long from, long to, Verdict verdict) {
        long second = window.getWindowStartMicros() / 1_000_000;
        boolean within = second >= from && second <= to;
        List<String> reasons = List.of("lateness p99 3." + second % 10 + " ms > 2.500 ms");
        return WindowResult.newBuilder(window)
                .setVerdict(within ? verdict : Verdict.VALID)
                .setVerdictReasons(
                        !within ? List.of() : second == from ? List.of(reasons.get(0), "2 events lost") : reasons)
                .build();
    }
}
