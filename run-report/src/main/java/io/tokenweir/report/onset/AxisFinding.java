package io.tokenweir.report.onset;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.tokenweir.common.expect.LoadAt.Axis;

/**
 * Where shedding begins on one axis.
 *
 * @param state whether it was found, and if not, why
 * @param driven whether the search set the load on this axis; otherwise the load on it was only looked at
 * @param onset where shedding begins on the way up; null unless it was found
 * @param recovery where it ends on the way down; null when that was not found
 * @param offeredUpTo most that was offered on this axis
 * @param firstStep the lowest load that was offered
 * @param distance how far this axis was from biting, and how that is known, in words; null for the one that bit
 * @param windows that the estimate rests on
 * @param windowsLeftOut because the meter was not valid in them
 * @param attempts in the windows used
 * @param curve the share that was shed at each level offered
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AxisFinding(
        Axis axis,
        State state,
        boolean driven,
        Interval onset,
        Interval recovery,
        double offeredUpTo,
        double firstStep,
        String distance,
        int windows,
        int windowsLeftOut,
        long attempts,
        List<CurvePoint> curve) {

    public AxisFinding {
        curve = List.copyOf(curve);
    }

    /** Whether shedding was met on an axis. */
    public enum State {
        FOUND,
        NOT_REACHED,
        BELOW_FIRST_STEP,
        /** Load on this axis was not set by the search. */
        NOT_DRIVEN
    }

    /** An estimate with its 95 % interval, in the units of the axis. */
    public record Interval(double at, double low, double high) {
        /** The interval's width as a share of the estimate. */
        public double width() {
            return (high - low) / at;
        }
    }

    /**
     * What became of the attempts at one level.
     *
     * @param level load offered
     * @param falling whether it was offered on the way down
     * @param attempts that were answered or refused
     * @param shed share of them that was refused
     * @param low lower end of the share's 95 % interval
     * @param high its upper end
     */
    public record CurvePoint(double level, boolean falling, long attempts, double shed, double low, double high) {}
}
