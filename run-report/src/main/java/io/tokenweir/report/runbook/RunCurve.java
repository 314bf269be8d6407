package io.tokenweir.report.runbook;

import java.util.ArrayList;
import java.util.List;

import io.tokenweir.common.expect.LoadAt.Axis;
import io.tokenweir.common.stats.BlockedRatio;
import io.tokenweir.common.stats.Bounds;
import io.tokenweir.events.DecisionKind;
import io.tokenweir.report.runbook.RunbookData.Second;

/**
 * The curve that a run's own seconds give: equal ranges of offered load, in each the share of the attempts that was refused
 * and how far it scatters between its seconds. Seconds in which the meter was not valid are left out.
 */
final class RunCurve {
    private static final int RANGES = 12;
    private static final double TOP_SHARE = 0.95;

    private final List<Second> seconds;
    private final OfferedLoad load;
    private final SecondSums sums;
    private final Axis axis;
    private final DecisionKind path;

    private RunCurve(List<Second> seconds, OfferedLoad load, SecondSums sums, Axis axis, DecisionKind path) {
        this.seconds = seconds;
        this.load = load;
        this.sums = sums;
        this.axis = axis;
        this.path = path;
    }

    /** @param path the chosen one; null when none fired */
    static Curve of(List<Second> seconds, OfferedLoad load, SecondSums sums, Axis axis, DecisionKind path) {
        RunCurve curve = new RunCurve(seconds, load, sums, axis, path);
        return new Curve(
                axis,
                path == null ? "" : PathNames.of(path),
                curve.points(),
                "share in equal ranges of load; bars: 95 % by the scatter between seconds");
    }

    private List<Curve.Point> points() {
        double width = load.most(axis) / RANGES;
        int top = lastAtTop();
        List<Curve.Point> points = new ArrayList<>();
        for (int range = 0; range < RANGES && width > 0; range++) {
            List<Integer> up = new ArrayList<>();
            List<Integer> down = new ArrayList<>();
            for (int i = 0; i < seconds.size(); i++) {
                int of = Math.min(RANGES - 1, (int) (load.at(i, axis) / width));
                if (of == range && seconds.get(i).attempts() > 0 && trusted(seconds.get(i))) {
                    (i > top ? down : up).add(i);
                }
            }
            point(points, up, false);
            point(points, down, true);
        }
        return points;
    }

    /** Last second at the top of the load: what comes later is on the way down. */
    private int lastAtTop() {
        double enough = TOP_SHARE * load.most(axis);
        int last = 0;
        for (int i = 0; i < seconds.size(); i++) {
            last = load.at(i, axis) >= enough ? i : last;
        }
        return last;
    }

    private void point(List<Curve.Point> points, List<Integer> members, boolean falling) {
        if (!members.isEmpty()) {
            points.add(point(members, falling));
        }
    }

    private static boolean trusted(Second second) {
        return second.verdict().equals("VALID") || second.verdict().equals("SUSPECT");
    }

    private Curve.Point point(List<Integer> members, boolean falling) {
        double[] refused = new double[members.size()];
        double[] attempts = new double[members.size()];
        double level = 0;
        double requests = 0;
        double took = 0;
        for (int k = 0; k < members.size(); k++) {
            Second second = seconds.get(members.get(k));
            refused[k] = Math.min(second.attempts(), RefusalSeconds.shedding(second.refused()));
            attempts[k] = second.attempts();
            level += load.at(members.get(k), axis) / members.size();
            SecondSums.Sums of = sums.at(second.second());
            requests += of.requests();
            took += path == null ? 0 : of.byPath(path);
        }
        BlockedRatio ratio = new BlockedRatio(refused, attempts);
        Bounds bounds = ratio.ofShare();
        double all = 0;
        for (double n : attempts) {
            all += n;
        }
        return new Curve.Point(
                level,
                (long) all,
                ratio.value(),
                bounds.low(),
                bounds.high(),
                path == null || requests == 0 ? null : (Double) (took / requests),
                falling);
    }
}
