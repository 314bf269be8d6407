package io.tokenweir.report.runbook;

import io.tokenweir.common.expect.LoadAt.Axis;

/**
 * Where shedding begins on one axis.
 *
 * @param at estimate; null when it was not found
 * @param low lower end of the 95 % interval; null when there is none
 * @param offeredUpTo most that was offered on this axis; null when not known
 * @param recovery where shedding ends on the way down, with its interval; null when not looked for
 * @param bitFirst whether this axis is the one that refused
 * @param note what else must be said of it; may be empty
 */
public record Wall(
        Axis axis,
        State state,
        Double at,
        Double low,
        Double high,
        Double offeredUpTo,
        Double recovery,
        Double recoveryLow,
        Double recoveryHigh,
        boolean bitFirst,
        String note) {

    /** Whether it was found, and if not, why. */
    public enum State {
        FOUND,
        NOT_REACHED,
        BELOW_FIRST_STEP,
        NOT_MEASURED
    }

    /** What load on an axis is counted in, in the words of the page. */
    static String unit(Axis axis) {
        return axis == Axis.CONCURRENCY ? "concurrent streams" : axis.text();
    }

    boolean found() {
        return state == State.FOUND && at != null;
    }

    boolean hasInterval() {
        return low != null && high != null;
    }

    /** The lower end where there is one: what may be relied on. */
    double safe() {
        return low == null ? at : low;
    }

    /** {@code 40 (95 %: 37 to 43)}. */
    String withInterval() {
        return Figures.rounded(at) + (hasInterval() ? " (95 %: " + Figures.range(low, high) + ")" : "");
    }
}
