package io.tokenweir.load.schedule;

import java.util.SplittableRandom;

/** Arrivals of a Poisson process: gaps are independent and exponentially distributed. */
public final class PoissonRate implements ArrivalSchedule {
    private final double perSecond;
    private final long durationNanos;
    private final SplittableRandom random;
    private double seconds;

    public PoissonRate(double perSecond, long durationNanos, long seed) {
        this.perSecond = perSecond;
        this.durationNanos = durationNanos;
        this.random = new SplittableRandom(seed);
    }

    @Override
    public long next() {
        seconds -= Math.log1p(-random.nextDouble()) / perSecond;
        long nanos = Math.round(seconds * 1e9);
        return nanos < durationNanos ? nanos : END;
    }
}
