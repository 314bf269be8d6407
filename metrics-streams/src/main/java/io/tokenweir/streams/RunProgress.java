package io.tokenweir.streams;

import java.util.EnumSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

import io.tokenweir.events.MeterHealth;
import io.tokenweir.events.Tick;
import io.tokenweir.events.Vantage;
import io.tokenweir.streams.SourceProgress.Feed;

/**
 * How far one run has come on one input partition: its sources, and which seconds are closed.
 *
 * <p>A second closes when every source that was seen and has not finished promises, on both topics, to send nothing
 * earlier. Silence closes nothing, and a fast clock closes nothing early: the slowest source decides.
 */
final class RunProgress {
    /** A source that skips more seconds than this at once was asleep or jumped: the ones before get no note. */
    static final long LONGEST_GAP_SECONDS = 3600;

    final TreeMap<SourceId, SourceProgress> sources = new TreeMap<>();
    final TreeMap<Long, SecondNote> notesByEnd = new TreeMap<>();
    final Set<Vantage> vantages = EnumSet.noneOf(Vantage.class);

    /** Windows that end at or before this are closed. */
    long closedMicros = Long.MIN_VALUE;

    boolean ended;

    /** Dead letters that name no second, not yet handed on. */
    long pendingDeadLetters;

    /** Their sequence numbers, which are not missing though nothing in their second says so. */
    long pendingMissing;

    /** Records that could not be read while the run was open, not yet handed on. */
    long pendingUnreadable;

    /** When it ended, by the idle clock. */
    transient long endedMillis;

    /** Whether {@code windowEndMicros} has closed already. */
    boolean isClosed(long windowEndMicros) {
        return windowEndMicros <= closedMicros;
    }

    /** Up to where windows may close; {@link Long#MAX_VALUE} when every source is done. */
    long closableMicros() {
        long low = Long.MAX_VALUE;
        for (SourceProgress source : sources.values()) {
            low = Math.min(low, source.lowWatermarkMicros());
        }
        return low;
    }

    /** By how much the clocks of its sources disagree, us; negative when there is nothing to compare. */
    long clockSpreadMicros() {
        return ClockWatch.spreadMicros(sources.values());
    }

    /** False when a source vanished whose events before {@code timeMicros} may be missing. */
    boolean isCompleteBefore(long timeMicros) {
        return sources.values().stream().noneMatch(source -> source.isMissingBefore(timeMicros));
    }

    /** Takes a tick's watermark and leaves a note in each second that it closes. */
    void advance(SourceProgress source, Vantage vantage, Feed feed, Tick tick) {
        long watermark = tick.getLowWatermarkMicros();
        long before = source.watermarkMicros[feed.ordinal()];
        if (watermark <= before) {
            return;
        }
        source.watermarkMicros[feed.ordinal()] = watermark;
        long last = WindowId.startOf(watermark, 1);
        // the first tick tells of the second that it ends, in which its source began
        long first = before == SourceProgress.NONE ? last : WindowId.startOf(before, 1) + WindowId.SECOND_MICROS;
        first = Math.max(first, last - LONGEST_GAP_SECONDS * WindowId.SECOND_MICROS);
        Map<Vantage, Integer> inFlight = feed == Feed.REQUESTS ? Map.of(vantage, tick.getInFlight()) : Map.of();
        note(first, last, tick.getHealth(), inFlight);
        if (watermark > last) {
            // the last tick of a run may end within a second, whose health it tells
            long unfinished = last + WindowId.SECOND_MICROS;
            note(unfinished, unfinished, tick.getHealth(), Map.of());
        }
    }

    private void note(long firstEnd, long lastEnd, MeterHealth health, Map<Vantage, Integer> inFlight) {
        SecondNote note = new SecondNote(health, inFlight, true, ClockWatch.UNKNOWN);
        for (long end = firstEnd; end <= lastEnd; end += WindowId.SECOND_MICROS) {
            if (!isClosed(end)) {
                notesByEnd.merge(end, note, SecondNote::merge);
            }
        }
    }

    /** Seconds with a note that end at or before {@code timeMicros}. */
    NavigableMap<Long, SecondNote> notesUntil(long timeMicros) {
        return notesByEnd.headMap(timeMicros, true);
    }
}
