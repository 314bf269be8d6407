package io.tokenweir.streams;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

import io.tokenweir.events.EventHeader;
import io.tokenweir.events.RequestEvent;
import io.tokenweir.events.RequestEventKind;
import io.tokenweir.events.Tick;
import io.tokenweir.events.TokenEvent;
import io.tokenweir.events.TokenEventKind;
import io.tokenweir.events.Vantage;
import io.tokenweir.streams.SourceProgress.Feed;
import io.tokenweir.streams.Sums.Amount;

/**
 * Stage 1, for one input partition: events to sums of one second, handed on when the second closes.
 *
 * <p>Takes events that {@link EventChecks} let pass. What comes after its second has closed is summed again and handed on
 * as a further partial of that second, with {@code lateRecords} above 0: nothing is dropped. After the last source has
 * finished, everything left is handed on and RUN_END follows; the run is remembered for a while for late-comers.
 *
 * <p>Pure but for its state; one task owns it.
 */
final class PartialAggregation {
    private final StateMap<WindowId, Sums> windows;
    private final RecentWindows recent;
    private final StateMap<RunRef, RunProgress> runs;
    private final PartialWriter writer;
    private final long instanceTimeoutMillis;
    private final long lingerMillis;
    private final IdleClock clock = new IdleClock(2000);

    PartialAggregation(
            StateMap<WindowId, Sums> windows,
            StateMap<RunRef, RunProgress> runs,
            PartialWriter writer,
            Duration instanceTimeout,
            Duration linger) {
        this.windows = windows;
        this.recent = new RecentWindows(windows);
        this.runs = runs;
        this.writer = writer;
        this.instanceTimeoutMillis = instanceTimeout.toMillis();
        this.lingerMillis = linger.toMillis();
    }

    void request(RequestEvent event, long recordHash) {
        EventHeader header = event.getHeader();
        RunRef ref = new RunRef(header.getRunId(), header.getSegment());
        RunProgress run = hear(ref, idOf(header), header.getVantage());
        if (event.getKind() == RequestEventKind.TICK) {
            tick(ref, run, header, Feed.REQUESTS, event.getTick());
        } else if (event.getKind() == RequestEventKind.RUN_END) {
            finish(ref, run, header, Feed.REQUESTS);
        } else {
            long start = WindowId.startOf(header.getEventTimeMicros(), 1);
            Contributions.add(event, recordHash, isLate(run, start), sumsOf(ref, start));
        }
    }

    void tokens(TokenEvent event, long recordHash) {
        if (event.getKind() == TokenEventKind.CHUNK) {
            chunk(new TokenChunkFields(event), recordHash);
            return;
        }
        EventHeader header = event.getHeader();
        RunRef ref = new RunRef(header.getRunId(), header.getSegment());
        RunProgress run = hear(ref, idOf(header), header.getVantage());
        if (event.getKind() == TokenEventKind.TICK) {
            tick(ref, run, header, Feed.TOKENS, event.getTick());
        } else {
            finish(ref, run, header, Feed.TOKENS);
        }
    }

    /** A token chunk, which may be filled anew afterwards. */
    void chunk(TokenChunkFields chunk, long recordHash) {
        RunProgress run = hear(chunk.run, chunk.source, chunk.vantage);
        long start = WindowId.startOf(chunk.eventTimeMicros, 1);
        Contributions.add(chunk, recordHash, isLate(run, start), recent.alter(chunk.run, start, chunk.series));
    }

    /** Takes an event of a branch beside the requests: the same clockwork, one feed. */
    void side(SideEvent event) {
        EventHeader header = event.header();
        RunRef ref = event.run();
        RunProgress run = hear(ref, idOf(header), header.getVantage());
        if (event.tick() != null) {
            run.advance(run.sources.get(idOf(header)), Feed.REQUESTS, event.tick());
            runs.touch(ref);
            close(ref, run);
        } else if (event.ends()) {
            finish(ref, run, header, Feed.REQUESTS);
        } else {
            long start = WindowId.startOf(header.getEventTimeMicros(), 1);
            event.contribution().add(isLate(run, start), sumsOf(ref, start));
        }
    }

    /** To be called about once a second or oftener: gives up silent sources, hands on what came late, forgets old runs. */
    void sweep(long wallMillis) {
        long now = clock.advance(wallMillis);
        for (RunRef ref : runs.keys()) {
            RunProgress run = runs.get(ref);
            for (SourceProgress source : run.sources.values()) {
                if (!source.isFinished() && !source.vanished && now - source.heardMillis > instanceTimeoutMillis) {
                    source.vanished = true;
                    runs.touch(ref);
                }
            }
            close(ref, run);
            if (run.ended && now - run.endedMillis > lingerMillis) {
                runs.remove(ref);
            }
        }
    }

    private RunProgress hear(RunRef ref, SourceId id, Vantage vantage) {
        RunProgress run = runs.get(ref);
        if (run == null) {
            run = runs.alter(ref, r -> new RunProgress());
        }
        if (run.vantages.add(vantage)) {
            runs.touch(ref);
        }
        SourceProgress source = run.sources.get(id);
        if (source == null) {
            source = SourceProgress.of(ref.branch());
            run.sources.put(id, source);
            run.ended = false;
            runs.touch(ref);
        } else if (source.vanished) {
            source.vanished = false;
            run.ended = false;
            runs.touch(ref);
        }
        source.heardMillis = clock.millis();
        return run;
    }

    private static SourceId idOf(EventHeader header) {
        return new SourceId(header.getInstance(), header.getEpoch());
    }

    private void tick(RunRef ref, RunProgress run, EventHeader header, Feed feed, Tick tick) {
        SourceProgress source = run.sources.get(idOf(header));
        runs.touch(ref);
        run.advance(source, feed, tick);
        if (feed == Feed.REQUESTS) {
            // the counts cover what was before the watermark, so they belong to the second that it ends
            long start = WindowId.startOf(tick.getLowWatermarkMicros() - 1, 1);
            countArrivals(ref, start, SeriesId.run(header.getVantage()), source, tick);
        }
        close(ref, run);
    }

    private void countArrivals(RunRef ref, long start, SeriesId series, SourceProgress source, Tick tick) {
        long offered = Math.max(0, tick.getOffered() - source.offered);
        long started = Math.max(0, tick.getStarted() - source.started);
        long dropped = Math.max(0, tick.getDropped() - source.dropped);
        if (offered + started + dropped > 0) {
            Sums sums = sumsOf(ref, start).apply(series);
            sums.add(Amount.OFFERED, offered);
            sums.add(Amount.STARTED, started);
            sums.add(Amount.DROPPED, dropped);
            source.offered += offered;
            source.started += started;
            source.dropped += dropped;
        }
    }

    private void finish(RunRef ref, RunProgress run, EventHeader header, Feed feed) {
        run.sources.get(idOf(header)).finished[feed.ordinal()] = true;
        runs.touch(ref);
        close(ref, run);
    }

    private static boolean isLate(RunProgress run, long windowStartMicros) {
        return run.isClosed(windowStartMicros + WindowId.SECOND_MICROS);
    }

    private Function<SeriesId, Sums> sumsOf(RunRef ref, long startMicros) {
        return series -> recent.alter(ref, startMicros, series);
    }

    private void close(RunRef ref, RunProgress run) {
        long until = run.closableMicros();
        for (long end : secondsUntil(ref, run, until)) {
            boolean late = run.isClosed(end);
            long start = end - WindowId.SECOND_MICROS;
            boolean complete = run.isCompleteBefore(end);
            List<Map.Entry<WindowId, Sums>> sums =
                    windows.between(WindowId.lowest(ref, 1, start), WindowId.lowest(ref, 1, end));
            writer.partials(ref, start, complete, sums, late ? List.of() : run.vantages);
            sums.forEach(entry -> windows.remove(entry.getKey()));
            if (!late) {
                SecondNote note = run.notesByEnd.getOrDefault(end, SecondNote.UNTOLD);
                writer.watermark(ref, end, new SecondNote(note.health(), note.inFlight(), complete));
                run.closedMicros = end;
                run.notesUntil(end).clear();
                runs.touch(ref);
            }
        }
        if (until == Long.MAX_VALUE && !run.ended) {
            run.ended = true;
            run.endedMillis = clock.millis();
            runs.touch(ref);
            writer.runEnd(ref, run.closedMicros, run.isCompleteBefore(Long.MAX_VALUE));
        }
    }

    /** Ends of the seconds to hand on: those with sums, late ones too, and those that a tick covered. */
    private Iterable<Long> secondsUntil(RunRef ref, RunProgress run, long untilMicros) {
        TreeSet<Long> ends = new TreeSet<>(run.notesUntil(untilMicros).keySet());
        WindowId next = windows.ceiling(WindowId.lowest(ref, 1, Long.MIN_VALUE));
        while (next != null && next.run().equals(ref) && next.endMicros() <= Math.max(untilMicros, run.closedMicros)) {
            ends.add(next.endMicros());
            next = windows.ceiling(WindowId.lowest(ref, 1, next.endMicros()));
        }
        return ends;
    }
}
