package io.tokenweir.streams;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
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
 * <p>Takes events that {@link EventChecks} let pass, and hears of the others. What comes after its second has closed is summed again and handed on
 * as a further partial of that second, with {@code lateRecords} above 0: nothing is dropped. After the last source has
 * finished, everything left is handed on and RUN_END follows; the run is remembered for a while for late-comers.
 *
 * <p>Pure but for its state; one task owns it.
 */
final class PartialAggregation {
    private final StateMap<WindowId, Sums> windows;
    private final RecentWindows recent;
    private final StateMap<RunRef, RunProgress> runs;
    private final LogAudit audit;
    private final KeyPages keys;
    private final PartialWriter writer;
    private final long instanceTimeoutMillis;
    private final long lingerMillis;
    private final IdleClock clock = new IdleClock(2000);

    PartialAggregation(
            StateMap<WindowId, Sums> windows,
            StateMap<RunRef, RunProgress> runs,
            StateMap<PageId, KeyPage> pages,
            PartialWriter writer,
            Duration instanceTimeout,
            Duration linger) {
        this.windows = windows;
        this.recent = new RecentWindows(windows);
        this.runs = runs;
        this.audit = new LogAudit(windows);
        this.keys = new KeyPages(pages, writer);
        this.writer = writer;
        this.instanceTimeoutMillis = instanceTimeout.toMillis();
        this.lingerMillis = linger.toMillis();
    }

    /**
     * Takes one event.
     *
     * @param appendMicros when the broker appended it, by its clock
     * @return why it must not be counted, or null when it was
     */
    String request(RequestEvent event, long recordHash, long appendMicros) {
        EventHeader header = event.getHeader();
        boolean tick = event.getKind() == RequestEventKind.TICK;
        boolean end = event.getKind() == RequestEventKind.RUN_END;
        RunRef ref = new RunRef(header.getRunId(), header.getSegment());
        RunProgress run = runs.alter(ref, r -> new RunProgress());
        SourceProgress source = hear(ref, run, idOf(header), header.getVantage());
        long start = tick || end ? LogAudit.secondBefore(header) : WindowId.startOf(header.getEventTimeMicros(), 1);
        String twice =
                audit.sequence(ref, source, idOf(header), header.getVantage(), header.getSeq(), Feed.REQUESTS, start);
        if (twice != null) {
            return twice;
        }
        if (tick) {
            source.clock.tick(event.getTick().getLowWatermarkMicros(), appendMicros);
            tick(ref, run, source, header, Feed.REQUESTS, event.getTick(), appendMicros);
        } else if (end) {
            finish(ref, run, source, Feed.REQUESTS);
        } else {
            Contributions.add(event, recordHash, isLate(run, start), sumsOf(ref, start));
            keys.add(ref, event, start, run.closedMicros);
        }
        return null;
    }

    /** As {@link #request}. */
    String tokens(TokenEvent event, long recordHash, long appendMicros) {
        if (event.getKind() == TokenEventKind.CHUNK) {
            return chunk(new TokenChunkFields(event), recordHash);
        }
        EventHeader header = event.getHeader();
        RunRef ref = new RunRef(header.getRunId(), header.getSegment());
        RunProgress run = runs.alter(ref, r -> new RunProgress());
        SourceProgress source = hear(ref, run, idOf(header), header.getVantage());
        long start = LogAudit.secondBefore(header);
        String twice =
                audit.sequence(ref, source, idOf(header), header.getVantage(), header.getSeq(), Feed.TOKENS, start);
        if (twice != null) {
            return twice;
        }
        if (event.getKind() == TokenEventKind.TICK) {
            tick(ref, run, source, header, Feed.TOKENS, event.getTick(), appendMicros);
        } else {
            finish(ref, run, source, Feed.TOKENS);
        }
        return null;
    }

    /** A token chunk, which may be filled anew afterwards; as {@link #request}. */
    String chunk(TokenChunkFields chunk, long recordHash) {
        RunProgress run = runs.alter(chunk.run, r -> new RunProgress());
        SourceProgress source = hear(chunk.run, run, chunk.source, chunk.vantage);
        long start = WindowId.startOf(chunk.eventTimeMicros, 1);
        String twice = audit.sequence(chunk.run, source, chunk.source, chunk.vantage, chunk.seq, Feed.TOKENS, start);
        if (twice == null) {
            Contributions.add(chunk, recordHash, isLate(run, start), recent.alter(chunk.run, start, chunk.series));
        }
        return twice;
    }

    /**
     * Counts an event that {@link EventChecks} refused, where its run is known.
     *
     * @param headerIsFine whether who and when can be relied on
     */
    void refused(
            RunRef ref, SourceId id, Vantage vantage, long seq, long eventTimeMicros, Feed feed, boolean headerIsFine) {
        RunProgress run = runs.get(ref);
        if (run == null) {
            return;
        }
        runs.touch(ref);
        if (headerIsFine) {
            long start = WindowId.startOf(eventTimeMicros, 1);
            audit.refused(ref, hear(ref, run, id, vantage), vantage, seq, feed, start);
        } else {
            audit.refused(run, run.sources.get(id), seq, feed);
        }
    }

    void refused(Branch branch, EventHeader header, Feed feed, boolean headerIsFine) {
        refused(
                new RunRef(header.getRunId(), header.getSegment(), branch),
                idOf(header),
                header.getVantage(),
                header.getSeq(),
                header.getEventTimeMicros(),
                feed,
                headerIsFine);
    }

    /** Counts a record that could not be read in every run that is open: whose it was is not known. */
    void unreadable() {
        for (RunRef ref : runs.keys()) {
            RunProgress run = runs.get(ref);
            if (!run.ended) {
                run.pendingUnreadable++;
                runs.touch(ref);
            }
        }
    }

    /** Takes an event of a branch beside the requests: the same clockwork, one feed; as {@link #request}. */
    String side(SideEvent event) {
        EventHeader header = event.header();
        RunRef ref = event.run();
        RunProgress run = runs.alter(ref, r -> new RunProgress());
        SourceProgress source = hear(ref, run, idOf(header), header.getVantage());
        boolean fact = event.tick() == null && !event.ends();
        long start = fact ? WindowId.startOf(header.getEventTimeMicros(), 1) : LogAudit.secondBefore(header);
        String twice =
                audit.sequence(ref, source, idOf(header), header.getVantage(), header.getSeq(), Feed.REQUESTS, start);
        if (twice != null) {
            return twice;
        }
        if (event.tick() != null) {
            run.advance(source, header.getVantage(), Feed.REQUESTS, event.tick());
            close(ref, run);
        } else if (event.ends()) {
            finish(ref, run, source, Feed.REQUESTS);
        } else {
            event.contribution().add(isLate(run, start), sumsOf(ref, start));
        }
        return null;
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
                keys.forget(ref);
            }
        }
    }

    private SourceProgress hear(RunRef ref, RunProgress run, SourceId id, Vantage vantage) {
        run.vantages.add(vantage);
        SourceProgress source = run.sources.get(id);
        if (source == null) {
            source = SourceProgress.of(ref.branch());
            run.sources.put(id, source);
            run.ended = false;
        } else if (source.vanished) {
            source.vanished = false;
            run.ended = false;
        }
        source.heardMillis = clock.millis();
        return source;
    }

    private static SourceId idOf(EventHeader header) {
        return new SourceId(header.getInstance(), header.getEpoch());
    }

    private void tick(
            RunRef ref,
            RunProgress run,
            SourceProgress source,
            EventHeader header,
            Feed feed,
            Tick tick,
            long appendMicros) {
        if (source.watermarkMicros[feed.ordinal()] != SourceProgress.NONE) {
            // the first tick opens: the second before it is not this source's, and may have closed
            audit.tick(ref, header.getVantage(), tick.getLowWatermarkMicros(), appendMicros);
        }
        run.advance(source, header.getVantage(), feed, tick);
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

    private void finish(RunRef ref, RunProgress run, SourceProgress source, Feed feed) {
        source.finished[feed.ordinal()] = true;
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
        NavigableSet<Long> ends = secondsUntil(ref, run, until);
        settle(ref, run, ends, until == Long.MAX_VALUE);
        for (long end : ends) {
            boolean late = run.isClosed(end);
            long start = end - WindowId.SECOND_MICROS;
            boolean complete = run.isCompleteBefore(end);
            if (late && run.ended) {
                keys.total(ref);
            }
            List<Map.Entry<WindowId, Sums>> sums =
                    windows.between(WindowId.lowest(ref, 1, start), WindowId.lowest(ref, 1, end));
            writer.partials(ref, start, complete, sums, late ? List.of() : run.vantages);
            sums.forEach(entry -> windows.remove(entry.getKey()));
            if (!late) {
                keys.close(ref, run.closedMicros, end);
                SecondNote note = run.notesByEnd.getOrDefault(end, SecondNote.UNTOLD);
                writer.watermark(
                        ref, end, new SecondNote(note.health(), note.inFlight(), complete, run.clockSpreadMicros()));
                run.closedMicros = end;
                run.notesUntil(end).clear();
                runs.touch(ref);
            }
        }
        if (until == Long.MAX_VALUE && !run.ended) {
            keys.end(ref, run.closedMicros);
            run.ended = true;
            run.endedMillis = clock.millis();
            runs.touch(ref);
            writer.runEnd(ref, run.closedMicros, run.isCompleteBefore(Long.MAX_VALUE), run.clockSpreadMicros());
        }
    }

    /** Puts what names no second into the first that is handed on, or at the end of the run into its last. */
    private void settle(RunRef ref, RunProgress run, NavigableSet<Long> ends, boolean atEnd) {
        if (!audit.hasPending(run)) {
            return;
        }
        if (ends.isEmpty() && atEnd && run.closedMicros != Long.MIN_VALUE) {
            ends.add(run.closedMicros);
        }
        if (!ends.isEmpty()) {
            audit.settle(ref, run, ends.first() - WindowId.SECOND_MICROS);
            runs.touch(ref);
        }
    }

    /** Ends of the seconds to hand on: those with sums, late ones too, and those that a tick covered. */
    private NavigableSet<Long> secondsUntil(RunRef ref, RunProgress run, long untilMicros) {
        TreeSet<Long> ends = new TreeSet<>(run.notesUntil(untilMicros).keySet());
        WindowId next = windows.ceiling(WindowId.lowest(ref, 1, Long.MIN_VALUE));
        while (next != null && next.run().equals(ref) && next.endMicros() <= Math.max(untilMicros, run.closedMicros)) {
            ends.add(next.endMicros());
            next = windows.ceiling(WindowId.lowest(ref, 1, next.endMicros()));
        }
        return ends;
    }
}
