package io.tokenweir.streams;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

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
    private final LongSupplier wallMicros;

    /** @param wallMicros the clock that results are stamped with */
    ResultWriter(Consumer<WindowResult> windows, Consumer<RunResult> runs, LongSupplier wallMicros) {
        this.windows = windows;
        this.runs = runs;
        this.wallMicros = wallMicros;
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
        boolean overall = id.series().grouping() == Grouping.RUN;
        if (overall) {
            result.setInFlight(window.inFlight);
            result.setMaxInFlight(window.maxInFlight);
            result.setMeanInFlight(window.meanInFlight());
            result.setLittleInFlight(window.littleInFlight());
            result.setLittleResidue(difference(window.meanInFlight(), window.littleInFlight()));
            result.setClockSpreadMicros(known(window.clockSpreadMicros));
            result.setKeys(window.keys);
        }
        if (id.run().branch() == Branch.REQUESTS) {
            result.setFigures(FiguresOf.of(window.sums, id.seconds(), overall));
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

    void run(SeriesRef ref, SeriesTotals totals, RunClock clock) {
        RunResult.Builder result = RunResult.newBuilder()
                .setSeries(ref.series().toAvro(ref.run()))
                .setFirstWindowMicros(totals.firstWindowMicros)
                .setLastWindowEndMicros(totals.lastWindowEndMicros)
                .setComplete(clock.isComplete())
                .setWindows(totals.windows)
                .setValidWindows(totals.validWindows)
                .setSuspectWindows(totals.suspectWindows)
                .setInvalidWindows(totals.invalidWindows)
                .setTotals(AggregateCodec.toAvro(totals.cumulative))
                .setTrusted(AggregateCodec.toAvro(totals.trusted))
                .setPercentileErrorPpm(FiguresOf.percentileErrorPpm(totals.cumulative));
        if (totals.trustedErrors != null) {
            result.setErrorBoundNanos(totals.trustedErrors.ttftNanos());
            result.setInterTokenErrorNanos(totals.trustedErrors.interTokenNanos());
        }
        boolean overall = ref.series().grouping() == Grouping.RUN;
        if (ref.run().branch() == Branch.REQUESTS) {
            result.setFigures(FiguresOf.of(totals.cumulative, totals.activeSeconds(), overall));
        }
        if (ref.series().equals(SeriesId.ofLog(ref.run().branch(), ref.series().vantage()))) {
            result.setRemarks(RunRemarks.of(totals.cumulative, clock));
        }
        if (overall) {
            Double little = OpenWindow.littleInFlight(totals.cumulative, totals.windows);
            result.setMeanInFlight(totals.meanInFlight())
                    .setLittleInFlight(little)
                    .setLittleResidue(difference(totals.meanInFlight(), little))
                    .setMaxInFlight(totals.maxInFlight)
                    .setClockSpreadMicros(known(clock.clockSpreadMicros))
                    .setKeys(totals.keys());
        }
        runs.accept(result.build());
    }

    private static Double difference(Double a, Double b) {
        return a == null || b == null ? null : (Double) (a - b);
    }

    private static Long known(long spreadMicros) {
        return spreadMicros < 0 ? null : (Long) spreadMicros;
    }

    private WindowResult base(WindowId id, Sums sums, SeriesTotals totals) {
        WindowResult result = new WindowResult();
        result.setSeries(id.series().toAvro(id.run()));
        result.setWindowSeconds(id.seconds());
        result.setWindowStartMicros(id.startMicros());
        result.setWindowEndMicros(id.endMicros());
        result.setWindow(AggregateCodec.toAvro(sums));
        result.setCumulative(AggregateCodec.toAvro(totals.cumulative));
        result.setPercentileErrorPpm(FiguresOf.percentileErrorPpm(totals.cumulative));
        result.setGivenOutMicros(wallMicros.getAsLong());
        return result;
    }
}
