package io.tokenweir.load.schedule;

import java.util.List;

/**
 * A rate that changes linearly from leg to leg, and its integral N(t), the arrivals expected by t. Immutable, pure.
 *
 * <p>Within a leg of rate r0 and slope a, the instant that lies m arrivals behind the leg's beginning comes after
 * 2m / (r0 + sqrt(r0² + 2am)), the form of the quadratic's root that does not cancel when the slope is small.
 */
public final class RateCurve {
    /** A leg; rates per second. */
    public record Leg(long durationNanos, double fromRate, double toRate) {
        double arrivals() {
            return (fromRate + toRate) / 2 * durationNanos / 1e9;
        }

        double slope() {
            return (toRate - fromRate) / (durationNanos / 1e9);
        }
    }

    /** Room for rounding: an arrival due exactly at the end of a leg belongs to the next one, or to none. */
    private static final double EPSILON = 1e-9;

    private final List<Leg> legs;
    private final double[] arrivalsBefore;
    private final long[] nanosBefore;

    public RateCurve(List<Leg> legs) {
        this.legs = List.copyOf(legs);
        arrivalsBefore = new double[legs.size() + 1];
        nanosBefore = new long[legs.size() + 1];
        for (int i = 0; i < legs.size(); i++) {
            arrivalsBefore[i + 1] = arrivalsBefore[i] + legs.get(i).arrivals();
            nanosBefore[i + 1] = nanosBefore[i] + legs.get(i).durationNanos();
        }
    }

    public static RateCurve constant(double perSecond, long durationNanos) {
        return new RateCurve(List.of(new Leg(durationNanos, perSecond, perSecond)));
    }

    public double arrivals() {
        return arrivalsBefore[legs.size()];
    }

    /** Highest rate per second. */
    public double peak() {
        return legs.stream()
                .mapToDouble(leg -> Math.max(leg.fromRate(), leg.toRate()))
                .max()
                .orElse(0);
    }

    public long durationNanos() {
        return nanosBefore[legs.size()];
    }

    /** N(t); beyond the end the last rate goes on. */
    public double arrivalsBy(long nanos) {
        int at = 0;
        while (at < legs.size() - 1 && nanos >= nanosBefore[at + 1]) {
            at++;
        }
        Leg leg = legs.get(at);
        long inside = Math.min(nanos - nanosBefore[at], leg.durationNanos());
        double seconds = inside / 1e9;
        double beyond = Math.max(0, nanos - durationNanos()) / 1e9 * leg.toRate();
        return arrivalsBefore[at] + (leg.fromRate() + leg.slope() * seconds / 2) * seconds + beyond;
    }

    /** When N(t) reaches a number of arrivals; {@link ArrivalSchedule#END} when it never does. */
    public long instantOf(double arrivals) {
        for (int i = 0; i < legs.size(); i++) {
            double behind = arrivals - arrivalsBefore[i];
            if (behind < legs.get(i).arrivals() - EPSILON) {
                return nanosBefore[i] + offset(legs.get(i), behind);
            }
        }
        return ArrivalSchedule.END;
    }

    private static long offset(Leg leg, double behind) {
        if (behind <= 0) {
            return 0;
        }
        double root = Math.sqrt(Math.max(0, leg.fromRate() * leg.fromRate() + 2 * leg.slope() * behind));
        return Math.min(leg.durationNanos(), Math.round(2 * behind / (leg.fromRate() + root) * 1e9));
    }
}
