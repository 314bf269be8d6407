package io.tokenweir.report.limiter;

import java.util.ArrayList;
import java.util.List;

/** All limiters that may be there, before anything is known but the size of a first burst and when calls came back. */
final class Theories {
    private static final double NANOS = 1e9;
    private static final double[] WITHIN = {0.1, 0.35, 0.65, 0.9};
    private static final double ON_EPOCH = 0.5;
    private static final double REFUSED_TAKE = 0.15;

    private final Dimension dimension;
    private final Charging charging;
    private final long epochNanos;

    /** @param epochNanos nanoseconds since 1970 at instant 0 of the probes' clock */
    Theories(Dimension dimension, Charging charging, long epochNanos) {
        this.dimension = dimension;
        this.charging = charging;
        this.epochNanos = epochNanos;
    }

    /**
     * @param size what the first burst got
     * @param seconds the longest window that could have been seen
     */
    List<Theory> all(double size, double seconds) {
        List<Theory> all = new ArrayList<>();
        all.add(theory(WindowKind.QUOTA_OR_LONG, seconds * 10, 0, false, 0, false, 0.1));
        for (Windows.Length length : Windows.upTo(seconds)) {
            double prior = length.prior();
            double window = length.seconds();
            all.add(theory(WindowKind.FIXED_FROM_FIRST_CALL, window, 0, false, 0, false, 0.2 * prior));
            all.add(theory(WindowKind.SLIDING, window, 0, false, 0, false, 0.15 * prior));
            all.add(theory(WindowKind.SLIDING, window, 0, false, 0, true, 0.15 * REFUSED_TAKE * prior));
            all.add(theory(WindowKind.TOKEN_BUCKET, window, size / window, false, 0, false, 0.3 * prior));
            all.add(theory(WindowKind.TOKEN_BUCKET, window, size / window, false, 0, true, 0.3 * REFUSED_TAKE * prior));
            if (Windows.usual(window)) {
                addOnTheClock(all, window, onEpoch(window), prior * ON_EPOCH);
            }
        }
        return all;
    }

    /** Windows on the clock that begin where calls came back: between a refusal and the admission after it. */
    List<Theory> beginningIn(long refusedNanos, long admittedNanos, double seconds) {
        List<Theory> all = new ArrayList<>();
        for (Windows.Length length : Windows.upTo(seconds)) {
            double share = Math.min(1, (admittedNanos - refusedNanos) / NANOS / length.seconds());
            for (double within : WITHIN) {
                long phase = refusedNanos + (long) (within * (admittedNanos - refusedNanos));
                addOnTheClock(all, length.seconds(), phase, length.prior() * (1 - ON_EPOCH) * share / WITHIN.length);
            }
        }
        return all;
    }

    private void addOnTheClock(List<Theory> all, double window, long phase, double prior) {
        all.add(theory(WindowKind.FIXED_ON_THE_CLOCK, window, 0, false, phase, false, 0.2 * prior));
        all.add(theory(WindowKind.SLIDING, window, 0, true, phase, false, 0.1 * prior));
    }

    /** What a call costs in all. */
    double cost(Call call) {
        return charging.beforehand(dimension, call) + charging.afterwards(dimension, call);
    }

    private long onEpoch(double window) {
        return -Math.floorMod(epochNanos, Math.round(window * NANOS));
    }

    private Theory theory(
            WindowKind kind,
            double seconds,
            double perSecond,
            boolean twoWindows,
            long phase,
            boolean refusedTake,
            double prior) {
        return new Theory(kind, seconds, perSecond, twoWindows, phase, refusedTake, dimension, charging, prior);
    }
}
