package io.tokenweir.streams;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

import io.tokenweir.events.Grouping;
import io.tokenweir.events.Partial;
import io.tokenweir.events.PartialKind;
import io.tokenweir.events.Vantage;

/** What stage 1 tells stage 2. Partials come before the watermark that closes their second. */
final class PartialWriter {
    private final int inputPartition;
    private final int inputPartitions;
    private final Consumer<Partial> out;

    PartialWriter(int inputPartition, int inputPartitions, Consumer<Partial> out) {
        this.inputPartition = inputPartition;
        this.inputPartitions = inputPartitions;
        this.out = out;
    }

    /**
     * Hands on the sums of one second.
     *
     * <p>Beside the requests, events add to the series that has all of them themselves, and nothing is made of nothing.
     *
     * @param vantages whose RUN series is handed on even when nothing happened
     */
    void partials(
            RunRef run,
            long startMicros,
            boolean complete,
            List<Map.Entry<WindowId, Sums>> sums,
            Collection<Vantage> vantages) {
        if (run.branch() != Branch.REQUESTS) {
            sums.forEach(entry -> out.accept(
                    partial(run, startMicros, complete, entry.getKey().series(), entry.getValue())));
            return;
        }
        TreeMap<Vantage, Sums> overall = new TreeMap<>();
        vantages.forEach(vantage -> overall.put(vantage, new Sums()));
        for (Map.Entry<WindowId, Sums> entry : sums) {
            SeriesId series = entry.getKey().series();
            if (series.grouping() != Grouping.OUTCOME) {
                overall.computeIfAbsent(series.vantage(), vantage -> new Sums()).merge(entry.getValue());
            }
        }
        overall.forEach(
                (vantage, total) -> out.accept(partial(run, startMicros, complete, SeriesId.run(vantage), total)));
        for (Map.Entry<WindowId, Sums> entry : sums) {
            SeriesId series = entry.getKey().series();
            if (series.grouping() != Grouping.RUN) {
                entry.getValue().clearRecords();
                if (!entry.getValue().isEmpty()) {
                    out.accept(partial(run, startMicros, complete, series, entry.getValue()));
                }
            }
        }
    }

    void watermark(RunRef run, long watermarkMicros, SecondNote note) {
        Partial partial = base(PartialKind.WATERMARK, run);
        partial.setWatermarkMicros(watermarkMicros);
        partial.setComplete(note.complete());
        partial.setHealth(note.health());
        partial.setInFlight(note.inFlight());
        out.accept(partial);
    }

    void runEnd(RunRef run, long watermarkMicros, boolean complete) {
        Partial partial = base(PartialKind.RUN_END, run);
        partial.setWatermarkMicros(watermarkMicros);
        partial.setComplete(complete);
        out.accept(partial);
    }

    private Partial partial(RunRef run, long startMicros, boolean complete, SeriesId series, Sums sums) {
        Partial partial = base(PartialKind.PARTIAL, run);
        partial.setSeries(series.toAvro(run));
        partial.setWindowStartMicros(startMicros);
        partial.setComplete(complete);
        partial.setAggregate(AggregateCodec.toAvro(sums));
        return partial;
    }

    private Partial base(PartialKind kind, RunRef run) {
        Partial partial = new Partial();
        partial.setKind(kind);
        partial.setRunId(run.runId());
        partial.setSegment(run.segment());
        partial.setBranch(run.branch().toAvro());
        partial.setInputPartition(inputPartition);
        partial.setInputPartitions(inputPartitions);
        return partial;
    }
}
