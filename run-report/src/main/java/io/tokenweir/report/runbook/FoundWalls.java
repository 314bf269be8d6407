package io.tokenweir.report.runbook;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import io.tokenweir.report.onset.AxisFinding;
import io.tokenweir.report.onset.WallFindings;
import io.tokenweir.report.runbook.Curve.Point;
import io.tokenweir.report.runbook.Wall.State;

/** What a search for the wall found, as the page shows it. */
final class FoundWalls {
    private FoundWalls() {}

    static Walls walls(WallFindings findings) {
        List<Wall> walls = new ArrayList<>();
        for (AxisFinding axis : findings.axes()) {
            walls.add(wall(axis, axis.axis() == findings.bitFirst()));
        }
        List<String> method = new ArrayList<>(List.of(findings.method()));
        if (findings.stop() != null) {
            method.add("the search ended because " + findings.stop().words());
        }
        findings.warnings().forEach(warning -> method.add("doubtful: " + warning));
        return new Walls(walls, "wall search", String.join("; ", method));
    }

    /** Of the axis that bit, else of the one with most levels; null when no level was tried. */
    static Curve curve(WallFindings findings) {
        Optional<AxisFinding> bit = findings.bitFirst() == null ? Optional.empty() : findings.on(findings.bitFirst());
        return bit.or(() -> findings.axes().stream()
                        .max(Comparator.comparingInt(axis -> axis.curve().size())))
                .filter(axis -> !axis.curve().isEmpty())
                .map(axis -> new Curve(
                        axis.axis(),
                        "",
                        axis.curve().stream().map(FoundWalls::point).toList(),
                        "by the search: one point for each level offered, with its 95 % interval"))
                .orElse(null);
    }

    private static Point point(AxisFinding.CurvePoint at) {
        return new Point(at.level(), at.attempts(), at.shed(), at.low(), at.high(), null, at.falling());
    }

    private static Wall wall(AxisFinding found, boolean bitFirst) {
        AxisFinding.Interval onset = found.onset();
        AxisFinding.Interval recovery = found.recovery();
        return new Wall(
                found.axis(),
                state(found.state()),
                onset == null ? null : onset.at(),
                onset == null ? null : onset.low(),
                onset == null ? null : onset.high(),
                found.state() == AxisFinding.State.BELOW_FIRST_STEP ? found.firstStep() : found.offeredUpTo(),
                recovery == null ? null : recovery.at(),
                recovery == null ? null : recovery.low(),
                recovery == null ? null : recovery.high(),
                bitFirst,
                note(found));
    }

    private static String note(AxisFinding found) {
        List<String> note = new ArrayList<>();
        if (found.distance() != null) {
            note.add(found.distance());
        }
        if (found.state() == AxisFinding.State.FOUND) {
            note.add("%,d windows".formatted(found.windows())
                    + (found.windowsLeftOut() == 0
                            ? ""
                            : ", %,d left out for a doubtful meter".formatted(found.windowsLeftOut())));
        }
        return String.join("; ", note);
    }

    private static State state(AxisFinding.State state) {
        return switch (state) {
            case FOUND -> State.FOUND;
            case NOT_REACHED -> State.NOT_REACHED;
            case BELOW_FIRST_STEP -> State.BELOW_FIRST_STEP;
            case NOT_DRIVEN -> State.NOT_MEASURED;
        };
    }
}
