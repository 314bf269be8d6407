package io.tokenweir.report.limiter;

/**
 * The sliding window as large gateways approximate it: the use of this window, and of the one before the share that would
 * still lie within the last window if it had been spread evenly.
 */
final class TwoWindowAgeing implements Ageing {
    private final long windowNanos;
    private final long phaseNanos;
    private long number = Long.MIN_VALUE;
    private double now;
    private double before;

    TwoWindowAgeing(long windowNanos, long phaseNanos) {
        this.windowNanos = windowNanos;
        this.phaseNanos = phaseNanos;
    }

    @Override
    public double least(long nanos, long slackNanos) {
        return at(nanos + slackNanos);
    }

    @Override
    public double most(long nanos, long slackNanos) {
        return Math.max(at(nanos), at(nanos - slackNanos));
    }

    private double at(long nanos) {
        long window = Math.floorDiv(nanos - phaseNanos, windowNanos);
        double gone = (double) Math.floorMod(nanos - phaseNanos, windowNanos) / windowNanos;
        if (window <= number) {
            return now + before * (window < number ? 1 : 1 - gone);
        }
        return window == number + 1 ? now * (1 - gone) : 0;
    }

    @Override
    public void take(long nanos, double amount) {
        long window = Math.floorDiv(nanos - phaseNanos, windowNanos);
        if (window > number) {
            before = window == number + 1 ? now : 0;
            now = 0;
            number = window;
        }
        now += amount;
    }

    @Override
    public Ageing copy() {
        TwoWindowAgeing copy = new TwoWindowAgeing(windowNanos, phaseNanos);
        copy.number = number;
        copy.now = now;
        copy.before = before;
        return copy;
    }
}
