package io.tokenweir.provision.http;

/**
 * How many calls may be in flight: what the rate needs for answers that take as long as usual (Little's law), and a margin.
 *
 * <p>More would change nothing while all goes well. But when the service, or one of the machines, stands still for a second,
 * what was sent meanwhile arrives as one burst: it is refused, and the limit that is learned from it is far too low.
 *
 * <p>The usual time follows a shorter answer at once and longer ones by a twentieth each, so that a stall does not pass for
 * it. Pure; not thread-safe.
 */
final class InFlightBound {
    private static final int LEAST = 2;
    private static final double MARGIN = 3;
    private static final double SHORTEST_SECONDS = 0.1 / MARGIN;
    private static final double SLOWER = 1.05;

    private double usualSeconds = SHORTEST_SECONDS;

    void answered(long tookNanos) {
        usualSeconds = Math.max(SHORTEST_SECONDS, Math.min(tookNanos / 1e9, usualSeconds * SLOWER));
    }

    int at(double ratePerSecond) {
        return Math.max(LEAST, (int) Math.ceil(ratePerSecond * usualSeconds * MARGIN));
    }
}
