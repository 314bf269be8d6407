package io.tokenweir.streams;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

import io.tokenweir.events.Grouping;
import io.tokenweir.events.KeyStats;
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
     * Hands on the sums of one second, and those of its RUN and STAGE series, which are sums of the others.
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
        TreeMap<SeriesId, Sums> overall = new TreeMap<>();
        vantages.forEach(vantage -> overall.put(SeriesId.run(vantage), new Sums()));
        for (Map.Entry<WindowId, Sums> entry : sums) {
            SeriesId series = entry.getKey().series();
            if (series.grouping() != Grouping.OUTCOME) {
                overall.computeIfAbsent(SeriesId.run(series.vantage()), id -> new Sums())
                        .merge(entry.getValue());
            }
            if (series.grouping() == Grouping.MODEL) {
                overall.computeIfAbsent(series.ofStage(), id -> new Sums()).merge(entry.getValue());
            }
        }
        overall.forEach((series, total) -> {
            if (series.grouping() != Grouping.RUN) {
                total.clearRecords();
            }
            if (series.grouping() == Grouping.RUN || !total.isEmpty()) {
                out.accept(partial(run, startMicros, complete, series, total));
            }
        });
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

    /**
     * Hands on the spread over keys in a window.
     *
     * @param seconds 0 for the whole run
     */
    void keys(RunRef run, Vantage vantage, int seconds, long startMicros, KeyStats keys) {
        Partial partial = base(PartialKind.KEYS, run);
        partial.setSeries(SeriesId.run(vantage).toAvro(run));
        partial.setWindowSeconds(seconds);
        partial.setWindowStartMicros(startMicros);
        partial.setKeys(keys);
        out.accept(partial);
    }

    void watermark(RunRef run, long watermarkMicros, SecondNote note) {
        Partial partial = base(PartialKind.WATERMARK, run);
        partial.setWatermarkMicros(watermarkMicros);
        partial.setComplete(note.complete());
        partial.setHealth(note.health());
        partial.setInFlight(
                note.inFlight().values().stream().mapToInt(Integer::intValue).sum());
        Map<String, Integer> byVantage = new TreeMap<>();
        note.inFlight().forEach((vantage, open) -> byVantage.put(vantage.name(), open));
        partial.setInFlightByVantage(byVantage);
        partial.setClockSpreadMicros(note.clockSpreadMicros());
        out.accept(partial);
    }

    void runEnd(RunRef run, long watermarkMicros, boolean complete, long clockSpreadMicros) {
        Partial partial = base(PartialKind.RUN_END, run);
        partial.setClockSpreadMicros(clockSpreadMicros);
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
        partial.setWindowSeconds(1);
        partial.setInFlightByVantage(Map.of());
        partial.setClockSpreadMicros(ClockWatch.UNKNOWN);
        return partial;
    }
}
