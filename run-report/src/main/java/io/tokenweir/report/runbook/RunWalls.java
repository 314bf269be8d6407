package io.tokenweir.report.runbook;

import java.util.ArrayList;
import java.util.List;

import io.tokenweir.common.expect.LoadAt.Axis;
import io.tokenweir.report.runbook.RunbookData.Onset;
import io.tokenweir.report.runbook.RunbookData.Second;
import io.tokenweir.report.runbook.Wall.State;

/** Where shedding begins as one run alone shows it: the load in the first second with three refusals. */
final class RunWalls {
    private static final String METHOD =
            "the load in the first second with three refusals, rates over the minute before it; one climb"
                    + " has no interval";

    private RunWalls() {}

    /** @param onset null when nothing was refused */
    static Walls of(List<Second> seconds, OfferedLoad load, Onset onset) {
        Axis bit = onset == null ? null : OfferedLoad.bitFirst(onset.causes());
        List<Wall> walls = new ArrayList<>();
        for (Axis axis : Axis.values()) {
            Double at = onset == null ? null : at(axis, seconds, load, onset);
            walls.add(new Wall(
                    axis,
                    onset == null ? State.NOT_REACHED : State.FOUND,
                    at,
                    null,
                    null,
                    load.most(axis),
                    null,
                    null,
                    null,
                    axis == bit,
                    onset == null || axis == bit ? "" : "load at that moment, not a limit of its own"));
        }
        return new Walls(walls, "this run", onset == null ? "no second had three refusals" : METHOD);
    }

    private static double at(Axis axis, List<Second> seconds, OfferedLoad load, Onset onset) {
        return switch (axis) {
            case CONCURRENCY -> onset.concurrency();
            case TOKENS -> onset.tokensPerMinute();
            case REQUESTS -> {
                for (int i = 0; i < seconds.size(); i++) {
                    if (seconds.get(i).second() == onset.second()) {
                        yield load.at(i, Axis.REQUESTS);
                    }
                }
                yield onset.offeredPerSecond() * 60;
            }
        };
    }
}
