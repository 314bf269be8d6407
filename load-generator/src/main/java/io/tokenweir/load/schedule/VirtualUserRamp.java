package io.tokenweir.load.schedule;

import java.util.List;

/**
 * How many virtual users a closed load model wants at each instant: linear from stage to stage. Virtual user number u is
 * wanted while the ramp stands at u + 1 or above. Immutable, pure.
 */
public final class VirtualUserRamp {
    /** Never again. */
    public static final long NEVER = Long.MAX_VALUE;

    /** A leg of the ramp. */
    public record Leg(long durationNanos, double from, double to) {}

    private final List<Leg> legs;
    private final long durationNanos;

    public VirtualUserRamp(List<Leg> legs) {
        this.legs = List.copyOf(legs);
        this.durationNanos = legs.stream().mapToLong(Leg::durationNanos).sum();
    }

    public static VirtualUserRamp constant(int users, long durationNanos) {
        return new VirtualUserRamp(List.of(new Leg(durationNanos, users, users)));
    }

    public long durationNanos() {
        return durationNanos;
    }

    /** Highest number of virtual users that are ever wanted at once. */
    public int peak() {
        return (int) legs.stream()
                .mapToDouble(leg -> Math.max(leg.from(), leg.to()))
                .max()
                .orElse(0);
    }

    /** The first instant, at or after {@code nanos}, at which a virtual user is wanted; {@link #NEVER} when there is none. */
    public long nextWanted(int user, long nanos) {
        double level = user + 1;
        long start = 0;
        for (Leg leg : legs) {
            long end = start + leg.durationNanos();
            if (nanos < end) {
                long from = Math.max(nanos, start);
                if (at(leg, from - start) >= level) {
                    return from;
                }
                if (leg.to() >= level && leg.to() > leg.from()) {
                    double share = (level - leg.from()) / (leg.to() - leg.from());
                    long reached = start + (long) Math.ceil(share * leg.durationNanos());
                    // The level is reached at the very end of the last leg only: too late to begin anything.
                    if (reached < end) {
                        return Math.max(from, reached);
                    }
                }
            }
            start = end;
        }
        return NEVER;
    }

    private static double at(Leg leg, long nanos) {
        return leg.from() + (leg.to() - leg.from()) * ((double) nanos / leg.durationNanos());
    }
}
