package io.tokenweir.load.schedule;

import java.util.List;

/**
 * Evenly spaced arrivals at a rate that changes linearly from stage to stage.
 *
 * <p>With N(t) the integral of the rate, arrival k comes when N(t) = k. Within a stage of rate r0 and slope a, the arrival
 * that is m behind the stage's beginning comes after 2m / (r0 + sqrt(r0² + 2am)), the form of the quadratic's root that does
 * not cancel when the slope is small. A constant rate is one stage.
 */
public final class RampingRate implements ArrivalSchedule {
    /** A leg of the ramp; rates per second. */
    public record Leg(long durationNanos, double fromRate, double toRate) {
        double arrivals() {
            return (fromRate + toRate) / 2 * durationNanos / 1e9;
        }
    }

    /** Room for rounding: an arrival due exactly at the end of a leg belongs to the next one, or to none. */
    private static final double EPSILON = 1e-9;

    private final List<Leg> legs;
    private int leg;
    private double before;
    private long legStartNanos;
    private long arrival;

    public RampingRate(List<Leg> legs) {
        this.legs = List.copyOf(legs);
    }

    public static RampingRate constant(double perSecond, long durationNanos) {
        return new RampingRate(List.of(new Leg(durationNanos, perSecond, perSecond)));
    }

    @Override
    public long next() {
        while (leg < legs.size()) {
            Leg now = legs.get(leg);
            double behind = arrival - before;
            if (behind < now.arrivals() - EPSILON) {
                arrival++;
                return legStartNanos + offset(now, behind);
            }
            before += now.arrivals();
            legStartNanos += now.durationNanos();
            leg++;
        }
        return END;
    }

    private static long offset(Leg leg, double behind) {
        if (behind <= 0) {
            return 0;
        }
        double slope = (leg.toRate() - leg.fromRate()) / (leg.durationNanos() / 1e9);
        double root = Math.sqrt(Math.max(0, leg.fromRate() * leg.fromRate() + 2 * slope * behind));
        return Math.min(leg.durationNanos(), Math.round(2 * behind / (leg.fromRate() + root) * 1e9));
    }
}
