package io.tokenweir.streams;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.tokenweir.common.health.Validity;
import io.tokenweir.common.health.Validity.Judgement;
import io.tokenweir.events.Partial;
import io.tokenweir.events.PartialKind;
import io.tokenweir.events.Vantage;
import io.tokenweir.events.Verdict;

/**
 * Stage 2, for the series of one partition: partials of all input partitions to final windows.
 *
 * <p>Adds the partials of a second up; when every input partition has closed it, gives the second out, adds it to the run
 * and to its windows of 10 s and 60 s, and gives those out when their end has passed. What comes later is given out as an
 * additive correction of each window that it touches. When all input partitions have ended, everything left is given out,
 * and the totals of each series. The run is forgotten some time later.
 *
 * <p>Pure but for its state; one task owns it.
 */
final class Finalisation {
    private static final Logger LOG = LoggerFactory.getLogger(Finalisation.class);
    private static final int[] ROLLED_SECONDS = {10, 60};
    private static final Judgement NOT_OF_THE_METER = new Judgement(Verdict.UNKNOWN, List.of(), null);

    private final StateMap<WindowId, OpenWindow> windows;
    private final StateMap<SeriesRef, SeriesTotals> totals;
    private final StateMap<RunRef, RunClock> clocks;
    private final ResultWriter writer;
    private final long lingerMillis;
    private final IdleClock idle = new IdleClock(2000);

    Finalisation(
            StateMap<WindowId, OpenWindow> windows,
            StateMap<SeriesRef, SeriesTotals> totals,
            StateMap<RunRef, RunClock> clocks,
            ResultWriter writer,
            Duration linger) {
        this.windows = windows;
        this.totals = totals;
        this.clocks = clocks;
        this.writer = writer;
        this.lingerMillis = linger.toMillis();
    }

    /**
     * Takes what stage 1 says.
     *
     * @return why it must not be counted, or null when it was
     */
    String accept(Partial partial) {
        Sums sums;
        try {
            sums = partial.getKind() == PartialKind.PARTIAL ? AggregateCodec.fromAvro(partial.getAggregate()) : null;
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
        RunRef run = new RunRef(partial.getRunId(), partial.getSegment(), Branch.of(partial.getBranch()));
        RunClock clock = clocks.alter(run, r -> new RunClock());
        clock.inputPartitions = partial.getInputPartitions();
        clock.heardMillis = idle.millis();
        switch (partial.getKind()) {
            case PARTIAL -> merge(run, clock, partial, sums);
            case KEYS -> keys(run, clock, partial);
            case WATERMARK -> {
                SecondNote note = new SecondNote(
                        partial.getHealth(), inFlight(partial), partial.getComplete(), partial.getClockSpreadMicros());
                clock.watermark(partial.getInputPartition(), partial.getWatermarkMicros(), note);
                clock.ended = false;
                advance(run, clock);
            }
            case RUN_END -> {
                clock.input(partial.getInputPartition()).ended = true;
                clock.input(partial.getInputPartition()).complete = partial.getComplete();
                clock.spread(partial.getClockSpreadMicros());
                advance(run, clock);
            }
            case OTHER -> LOG.atWarn().addKeyValue("run", run).log("A partial of unknown kind was skipped.");
        }
        return null;
    }

    /** A partial of an earlier version has the sum only, and only generators told then. */
    private static Map<Vantage, Integer> inFlight(Partial partial) {
        if (partial.getInFlightByVantage().isEmpty()) {
            return Map.of(Vantage.GENERATOR, partial.getInFlight());
        }
        Map<Vantage, Integer> byVantage = new EnumMap<>(Vantage.class);
        for (Vantage vantage : Vantage.values()) {
            byVantage.put(vantage, partial.getInFlightByVantage().getOrDefault(vantage.name(), 0));
        }
        return byVantage;
    }

    /** To be called about once a second: forgets runs that ended, or went silent, long ago. */
    void sweep(long wallMillis) {
        long now = idle.advance(wallMillis);
        for (RunRef run : clocks.keys()) {
            if (now - clocks.get(run).heardMillis > lingerMillis) {
                forget(run, clocks.get(run));
            }
        }
    }

    private void merge(RunRef run, RunClock clock, Partial partial, Sums sums) {
        WindowId id = new WindowId(run, 1, partial.getWindowStartMicros(), SeriesId.of(partial.getSeries()));
        if (id.endMicros() <= clock.closedMicros) {
            correct(run, clock, id, partial.getComplete(), sums);
        } else {
            OpenWindow window = windows.alter(id, i -> new OpenWindow());
            window.sums.merge(sums);
            window.complete &= partial.getComplete();
        }
    }

    /** Spread over keys: of a window that is still open, or of the run. */
    private void keys(RunRef run, RunClock clock, Partial partial) {
        SeriesId series = SeriesId.of(partial.getSeries());
        if (partial.getWindowSeconds() == 0) {
            totals.alter(new SeriesRef(run, series), ref -> new SeriesTotals())
                    .keysByInput
                    .put(partial.getInputPartition(), partial.getKeys());
            return;
        }
        WindowId id = new WindowId(run, partial.getWindowSeconds(), partial.getWindowStartMicros(), series);
        if (!clock.ended && id.endMicros() > clock.closedMicros) {
            OpenWindow window = windows.alter(id, i -> new OpenWindow());
            window.keys = KeySpreads.merge(window.keys, partial.getKeys());
        }
    }

    private void correct(RunRef run, RunClock clock, WindowId id, boolean complete, Sums late) {
        SeriesTotals series = totals.alter(new SeriesRef(run, id.series()), ref -> new SeriesTotals());
        series.cumulative.merge(late);
        series.cover(id.startMicros(), id.endMicros(), late);
        writer.correction(id, series.correctionRevision(1, id.startMicros()), complete, late, series);
        for (int seconds : ROLLED_SECONDS) {
            WindowId rolled = new WindowId(run, seconds, WindowId.startOf(id.startMicros(), seconds), id.series());
            if (clock.ended || rolled.endMicros() <= clock.closedMicros) {
                int revision = series.correctionRevision(seconds, rolled.startMicros());
                writer.correction(rolled, revision, complete, late, series);
            } else {
                OpenWindow open = windows.alter(rolled, i -> new OpenWindow());
                open.sums.merge(late);
                open.complete &= complete;
            }
        }
        if (clock.ended) {
            writer.run(new SeriesRef(run, id.series()), series, clock);
        }
    }

    private void advance(RunRef run, RunClock clock) {
        long until = clock.finalMicros();
        for (long end : secondsUntil(run, clock, until)) {
            long start = end - WindowId.SECOND_MICROS;
            giveOutRolled(run, start, false);
            SecondNote note = clock.notesByEnd.getOrDefault(end, SecondNote.UNTOLD);
            for (Map.Entry<WindowId, OpenWindow> entry :
                    windows.between(WindowId.lowest(run, 1, start), WindowId.lowest(run, 1, end))) {
                giveOutSecond(run, entry.getKey(), entry.getValue(), note);
            }
            clock.closedMicros = end;
            clock.notesUntil(end).clear();
        }
        if (until == Long.MAX_VALUE && !clock.ended) {
            giveOutRolled(run, clock.closedMicros, true);
            clock.ended = true;
            for (Map.Entry<SeriesRef, SeriesTotals> entry :
                    totals.between(SeriesRef.lowest(run), SeriesRef.beyond(run))) {
                writer.run(entry.getKey(), entry.getValue(), clock);
            }
        } else {
            giveOutRolled(run, clock.closedMicros, false);
        }
    }

    private Iterable<Long> secondsUntil(RunRef run, RunClock clock, long untilMicros) {
        TreeSet<Long> ends = new TreeSet<>(clock.notesUntil(untilMicros).keySet());
        WindowId next = windows.ceiling(WindowId.lowest(run, 1, Long.MIN_VALUE));
        while (next != null && next.run().equals(run) && next.seconds() == 1 && next.endMicros() <= untilMicros) {
            ends.add(next.endMicros());
            next = windows.ceiling(WindowId.lowest(run, 1, next.endMicros()));
        }
        return ends;
    }

    private void giveOutSecond(RunRef run, WindowId id, OpenWindow second, SecondNote note) {
        SeriesTotals series = totals.alter(new SeriesRef(run, id.series()), ref -> new SeriesTotals());
        Judgement judgement = run.branch() == Branch.REQUESTS
                ? Validity.judge(note.health(), second.sums.ttftMedianNanos())
                : NOT_OF_THE_METER;
        second.complete &= note.complete();
        second.health = note.health();
        int inFlight = note.inFlight(id.series().vantage());
        second.inFlight = inFlight;
        second.inFlightSeconds = inFlight;
        second.maxInFlight = inFlight;
        second.clockSpreadMicros = note.clockSpreadMicros();
        second.seconds = 1;
        series.count(judgement, second);
        series.cover(id.startMicros(), id.endMicros(), second.sums);
        writer.window(id, series.firstRevision(1, id.startMicros()), second, judgement, series);
        windows.remove(id);
        for (int seconds : ROLLED_SECONDS) {
            WindowId rolled = new WindowId(run, seconds, WindowId.startOf(id.startMicros(), seconds), id.series());
            windows.alter(rolled, i -> new OpenWindow()).roll(second, note, judgement);
        }
    }

    /** Gives out the 10 s and 60 s windows that end at or before {@code untilMicros}, or all of them. */
    private void giveOutRolled(RunRef run, long untilMicros, boolean all) {
        if (untilMicros == Long.MIN_VALUE) {
            return;
        }
        for (int seconds : ROLLED_SECONDS) {
            long lastStart = all ? Long.MAX_VALUE : untilMicros - seconds * WindowId.SECOND_MICROS + 1;
            for (Map.Entry<WindowId, OpenWindow> entry : windows.between(
                    WindowId.lowest(run, seconds, Long.MIN_VALUE), WindowId.lowest(run, seconds, lastStart))) {
                WindowId id = entry.getKey();
                OpenWindow window = entry.getValue();
                SeriesTotals series = totals.alter(new SeriesRef(run, id.series()), ref -> new SeriesTotals());
                int revision = series.firstRevision(seconds, id.startMicros());
                if (id.endMicros() > untilMicros) {
                    series.markEarly(seconds, id.startMicros());
                }
                writer.window(id, revision, window, window.judgement(), series);
                windows.remove(id);
            }
        }
    }

    private void forget(RunRef run, RunClock clock) {
        if (!clock.ended) {
            LOG.atWarn()
                    .addKeyValue("run", run.runId())
                    .addKeyValue("segment", run.segment())
                    .log("The run went silent without its end; it is forgotten, its last windows were not given out.");
        }
        windows.between(WindowId.lowest(run, 1, Long.MIN_VALUE), WindowId.lowest(run.next(), 0, Long.MIN_VALUE))
                .forEach(entry -> windows.remove(entry.getKey()));
        totals.between(SeriesRef.lowest(run), SeriesRef.beyond(run)).forEach(entry -> totals.remove(entry.getKey()));
        clocks.remove(run);
    }
}
