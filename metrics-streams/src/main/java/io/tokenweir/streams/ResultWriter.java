package io.tokenweir.streams;

import java.util.List;
import java.util.function.Consumer;

import io.tokenweir.events.Grouping;
import io.tokenweir.events.RunResult;
import io.tokenweir.events.Verdict;
import io.tokenweir.events.WindowResult;
import io.tokenweir.streams.Validity.Finding;
import io.tokenweir.streams.Validity.Judgement;

/** What stage 2 tells the world. */
final class ResultWriter {
    private static final Judgement CORRECTION = new Judgement(
            Verdict.UNKNOWN,
            List.of(new Finding("correction", "a correction for what came late; revision 0 has the verdict")),
            null);

    private final Consumer<WindowResult> windows;
    private final Consumer<RunResult> runs;

    ResultWriter(Consumer<WindowResult> windows, Consumer<RunResult> runs) {
        this.windows = windows;
        this.runs = runs;
    }

    void window(WindowId id, int revision, OpenWindow window, Judgement judgement, SeriesTotals totals) {
        WindowResult result = base(id, window.sums, totals);
        result.setRevision(revision);
        result.setComplete(window.complete);
        result.setVerdict(judgement.verdict());
        result.setVerdictReasons(judgement.sentences());
        result.setErrorBoundNanos(judgement.errorBoundNanos());
        result.setHealth(window.health);
        result.setInFlight(id.series().grouping() == Grouping.RUN ? window.inFlight : 0);
        windows.accept(result);
    }

    void correction(WindowId id, int revision, boolean complete, Sums late, SeriesTotals totals) {
        WindowResult result = base(id, late, totals);
        result.setRevision(revision);
        result.setComplete(complete);
        result.setVerdict(CORRECTION.verdict());
        result.setVerdictReasons(CORRECTION.sentences());
        windows.accept(result);
    }

    void run(SeriesRef ref, SeriesTotals totals, boolean complete) {
        runs.accept(new RunResult(
                ref.series().toAvro(ref.run()),
                totals.firstWindowMicros,
                totals.lastWindowEndMicros,
                complete,
                totals.windows,
                totals.validWindows,
                totals.suspectWindows,
                totals.invalidWindows,
                AggregateCodec.toAvro(totals.cumulative)));
    }

    private static WindowResult base(WindowId id, Sums sums, SeriesTotals totals) {
        WindowResult result = new WindowResult();
        result.setSeries(id.series().toAvro(id.run()));
        result.setWindowSeconds(id.seconds());
        result.setWindowStartMicros(id.startMicros());
        result.setWindowEndMicros(id.endMicros());
        result.setWindow(AggregateCodec.toAvro(sums));
        result.setCumulative(AggregateCodec.toAvro(totals.cumulative));
        return result;
    }
}
