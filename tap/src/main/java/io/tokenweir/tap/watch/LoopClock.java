package io.tokenweir.tap.watch;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

import io.netty.util.concurrent.EventExecutor;

import io.tokenweir.common.time.WallAnchor;

/**
 * Probes one event loop a hundred times a second for how late it is, and closes its seconds. Lives on the loop.
 */
final class LoopClock {
    private static final long PROBE_NANOS = 10_000_000L;
    private static final long SECOND_MICROS = 1_000_000L;
    private static final int PROBES = 128;

    /** What happens when a second is over. */
    interface Second {
        void over(long boundaryMicros, boolean last);
    }

    private final EventExecutor loop;
    private final WallAnchor wall;
    private final LoopCounts counts;
    private final Second second;
    private final long[] lags = new long[PROBES];
    private int probes;
    private long boundaryMicros;
    private long dueNanos;
    private long endsAtMicros = Long.MAX_VALUE;
    private boolean ended;

    LoopClock(EventExecutor loop, WallAnchor wall, LoopCounts counts, Second second) {
        this.loop = loop;
        this.wall = wall;
        this.counts = counts;
        this.second = second;
    }

    /** @param firstBoundaryMicros the same for all loops */
    void start(long firstBoundaryMicros) {
        loop.execute(() -> {
            boundaryMicros = firstBoundaryMicros;
            next(System.nanoTime());
        });
    }

    /** The seconds end with that boundary, the same for all loops. */
    void endAt(long micros) {
        loop.execute(() -> endsAtMicros = micros);
    }

    private void next(long nanos) {
        dueNanos = Math.min(nanos + PROBE_NANOS, Math.max(nanos, wall.nanoTime(boundaryMicros)));
        loop.schedule(this::run, dueNanos - nanos, TimeUnit.NANOSECONDS);
    }

    private void run() {
        long now = System.nanoTime();
        lags[probes++ % PROBES] = Math.max(0, now - dueNanos);
        while (!ended && wall.micros(now) >= boundaryMicros) {
            lag();
            ended = boundaryMicros >= endsAtMicros;
            second.over(boundaryMicros, ended);
            boundaryMicros += SECOND_MICROS;
        }
        if (!ended) {
            next(System.nanoTime());
        }
    }

    private void lag() {
        long[] sorted = Arrays.copyOf(lags, Math.min(probes, PROBES));
        Arrays.sort(sorted);
        counts.lagMaxNanos = sorted.length == 0 ? 0 : sorted[sorted.length - 1];
        counts.lagP99Nanos = sorted.length == 0 ? 0 : sorted[(int) Math.ceil(sorted.length * 0.99) - 1];
        probes = 0;
    }
}
