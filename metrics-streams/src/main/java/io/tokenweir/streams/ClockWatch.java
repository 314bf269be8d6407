package io.tokenweir.streams;

/**
 * Compares the clock of one source with the broker's, tick by tick, so that sources can be compared with each other.
 *
 * <p>The broker's clock need not be right, and a tick may come late for many reasons: the least delay that a source ever had
 * is what its clock and the broker's differ by. A jump shows between two ticks: the boundary went farther than the broker's
 * clock did, or back. Not thread-safe.
 */
final class ClockWatch {
    static final long UNKNOWN = -1;

    /** No tick yet. */
    static final long NONE = Long.MIN_VALUE;

    long leastDelayMicros = Long.MAX_VALUE;
    long boundaryMicros = NONE;
    long appendMicros = NONE;
    long largestJumpMicros = UNKNOWN;

    void tick(long newBoundaryMicros, long newAppendMicros) {
        leastDelayMicros = Math.min(leastDelayMicros, newAppendMicros - newBoundaryMicros);
        if (boundaryMicros != NONE) {
            long step = newBoundaryMicros - boundaryMicros;
            long jump = step < 0 ? -step : step - Math.max(0, newAppendMicros - appendMicros);
            largestJumpMicros = Math.max(largestJumpMicros, Math.max(0, jump));
        }
        boundaryMicros = newBoundaryMicros;
        appendMicros = newAppendMicros;
    }

    /** By how much the clocks of these sources disagree, us; {@link #UNKNOWN} when there is nothing to compare. */
    static long spreadMicros(Iterable<SourceProgress> sources) {
        long least = Long.MAX_VALUE;
        long most = Long.MIN_VALUE;
        long spread = UNKNOWN;
        for (SourceProgress source : sources) {
            ClockWatch clock = source.clock;
            if (clock.boundaryMicros != NONE) {
                least = Math.min(least, clock.leastDelayMicros);
                most = Math.max(most, clock.leastDelayMicros);
                spread = Math.max(spread, clock.largestJumpMicros);
            }
        }
        return most > least ? Math.max(spread, most - least) : spread;
    }
}
