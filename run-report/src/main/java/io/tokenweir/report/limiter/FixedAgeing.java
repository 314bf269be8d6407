package io.tokenweir.report.limiter;

/** Windows that end as a whole: at fixed instants, or one length after the first call since the last one ended. */
final class FixedAgeing implements Ageing {
    private final long windowNanos;
    private final long phaseNanos;
    private final boolean clock;
    private double used;
    private double before;
    private boolean begun;
    private long endNanos;

    private FixedAgeing(long windowNanos, long phaseNanos, boolean clock) {
        this.windowNanos = windowNanos;
        this.phaseNanos = phaseNanos;
        this.clock = clock;
    }

    static FixedAgeing fromFirstCall(long windowNanos) {
        return new FixedAgeing(windowNanos, 0, false);
    }

    static FixedAgeing onTheClock(long windowNanos, long phaseNanos) {
        return new FixedAgeing(windowNanos, phaseNanos, true);
    }

    @Override
    public double least(long nanos, long slackNanos) {
        return begun && nanos + slackNanos >= endNanos ? 0 : used;
    }

    @Override
    public double most(long nanos, long slackNanos) {
        if (begun && nanos - slackNanos < endNanos) {
            boolean justBegun = before > used && nanos - slackNanos < endNanos - windowNanos;
            return justBegun ? before : used;
        }
        return 0;
    }

    @Override
    public void take(long nanos, double amount) {
        if (begun && nanos >= endNanos) {
            before = used;
            used = 0;
            begun = false;
        }
        if (!begun) {
            begun = true;
            endNanos = clock
                    ? (Math.floorDiv(nanos - phaseNanos, windowNanos) + 1) * windowNanos + phaseNanos
                    : nanos + windowNanos;
        }
        used = Math.max(0, used + amount);
    }

    @Override
    public Ageing copy() {
        FixedAgeing copy = new FixedAgeing(windowNanos, phaseNanos, clock);
        copy.used = used;
        copy.before = before;
        copy.begun = begun;
        copy.endNanos = endNanos;
        return copy;
    }
}
