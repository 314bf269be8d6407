package io.tokenweir.streams;

import java.util.List;
import java.util.function.Consumer;

import io.tokenweir.common.health.Validity.Finding;
import io.tokenweir.common.health.Validity.Judgement;
import io.tokenweir.events.Grouping;
import io.tokenweir.events.RunResult;
import io.tokenweir.events.Verdict;
import io.tokenweir.events.WindowResult;

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
        if (judgement.errors() != null) {
            result.setErrorBoundNanos(judgement.errors().ttftNanos());
            result.setInterTokenErrorNanos(judgement.errors().interTokenNanos());
        }
        result.setHealth(window.health);
        if (id.series().grouping() == Grouping.RUN) {
            result.setInFlight(window.inFlight);
            result.setMeanInFlight(window.meanInFlight());
            result.setLittleInFlight(window.littleInFlight());
        }
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
        runs.accept(RunResult.newBuilder()
                .setSeries(ref.series().toAvro(ref.run()))
                .setFirstWindowMicros(totals.firstWindowMicros)
                .setLastWindowEndMicros(totals.lastWindowEndMicros)
                .setComplete(complete)
                .setWindows(totals.windows)
                .setValidWindows(totals.validWindows)
                .setSuspectWindows(totals.suspectWindows)
                .setInvalidWindows(totals.invalidWindows)
                .setTotals(AggregateCodec.toAvro(totals.cumulative))
                .setTrusted(AggregateCodec.toAvro(totals.trusted))
                .build());
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
