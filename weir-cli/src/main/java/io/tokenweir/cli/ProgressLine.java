package io.tokenweir.cli;

import java.util.Locale;

import io.tokenweir.load.LiveCounters;

/** The line a second of a run that nobody else watches: rates since the line before. Not thread-safe. */
final class ProgressLine {
    private static final LiveCounters NOTHING = new LiveCounters(0, 0, 0, 0, 0, 0, 0, 0);

    private final long startNanos;
    private long beforeNanos;
    private LiveCounters before = NOTHING;

    ProgressLine(long startNanos) {
        this.startNanos = startNanos;
        this.beforeNanos = startNanos;
    }

    String next(long nowNanos, LiveCounters now) {
        double seconds = Math.max(1e-9, (nowNanos - beforeNanos) / 1e9);
        String line = String.format(
                Locale.ROOT,
                "%5.0f s  %8.1f/s due  %8.1f/s ended  %6d open  %9.0f tokens/s  %7.1f/s refused  %6d dropped",
                (nowNanos - startNanos) / 1e9,
                (now.offered() - before.offered()) / seconds,
                (now.ended() - before.ended()) / seconds,
                now.inFlight(),
                (now.arrivals() - before.arrivals()) / seconds,
                (now.refused() - before.refused()) / seconds,
                now.dropped());
        beforeNanos = nowNanos;
        before = now;
        return line;
    }
}
