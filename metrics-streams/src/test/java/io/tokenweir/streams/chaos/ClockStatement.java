package io.tokenweir.streams.chaos;

import java.util.ArrayList;
import java.util.List;

import io.tokenweir.events.Grouping;
import io.tokenweir.events.RunResult;

/** Whether a run's newest result says that the clocks disagree by about an hour, as it must when one of them jumped so far. */
final class ClockStatement {
    private static final long HALF_AN_HOUR_MICROS = 1_800_000_000;
    private static final String SENTENCE = "The clocks disagree: by 3";

    private ClockStatement() {}

    /** Sentences on what the run says and should not, or should and does not; empty when all is well. */
    static List<String> differences(List<RunResult> runs, boolean jumped) {
        List<String> differences = new ArrayList<>();
        RunResult newest = runs.stream()
                .filter(run -> run.getSeries().getGrouping() == Grouping.RUN)
                .reduce((earlier, later) -> later)
                .orElse(null);
        if (newest == null) {
            differences.add("there is no result of the run");
            return differences;
        }
        Long spread = newest.getClockSpreadMicros();
        if (jumped != (spread != null && spread > HALF_AN_HOUR_MICROS)) {
            differences.add(
                    "a clock " + (jumped ? "jumped an hour" : "never jumped") + ", but the run says " + spread + " us");
        }
        if (jumped != newest.getRemarks().stream().anyMatch(remark -> remark.startsWith(SENTENCE))) {
            differences.add(
                    "a clock " + (jumped ? "jumped" : "never jumped") + ", but the run remarks " + newest.getRemarks());
        }
        return differences;
    }
}
