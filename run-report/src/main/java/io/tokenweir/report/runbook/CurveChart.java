package io.tokenweir.report.runbook;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import io.tokenweir.common.expect.LoadAt.Axis;
import io.tokenweir.report.chart.Lines;
import io.tokenweir.report.chart.Scale;
import io.tokenweir.report.chart.Svg;
import io.tokenweir.report.runbook.Curve.Point;

/**
 * The curve as a picture: probability of being shed with its interval as bars, and the chosen path's share as squares on a
 * dashed line, over the offered load; the onset's interval as a band. What was measured on the way down is hollow.
 */
final class CurveChart {
    private static final double WIDTH = 420;
    private static final double HEIGHT = 214;
    private static final double LEFT = 36;
    private static final double RIGHT = 410;
    private static final double TOP = 26;
    private static final double BOTTOM = 164;
    private static final double MARK = 2.8;

    private final Curve curve;
    private final Optional<Wall> wall;
    private final Scale x;
    private final Scale y;
    private final Svg svg =
            new Svg(WIDTH, HEIGHT, "Probability of being shed, and the share of the chosen path, by offered load");

    private CurveChart(Curve curve, Walls walls) {
        this.curve = curve;
        this.wall = walls.on(curve.axis()).filter(Wall::found);
        double most = curve.points().stream().mapToDouble(Point::level).max().orElse(1);
        double onset = wall.map(found -> found.high() == null ? found.at() : found.high())
                .orElse(0.0);
        this.x = Scale.fromZero(Math.max(most, onset), LEFT, RIGHT);
        double worst = curve.points().stream()
                .mapToDouble(point -> Math.max(point.shed(), point.path() == null ? 0 : point.path()))
                .max()
                .orElse(0);
        this.y = Scale.fromZero(Math.min(100, Math.max(10, 110 * worst)), BOTTOM, TOP);
    }

    /** Empty when there is nothing to draw. */
    static String draw(RunbookData data) {
        return data.curve() == null || !data.curve().drawable()
                ? ""
                : new CurveChart(data.curve(), data.walls()).draw();
    }

    private String draw() {
        svg.text("title", LEFT, 10, "start", "Share, %, by offered " + unit());
        axes();
        wall.ifPresent(this::onset);
        bars(false);
        bars(true);
        line(false, "shed-line");
        line(true, "shed-line down");
        path();
        for (Point point : curve.points()) {
            svg.circle(point.falling() ? "shed-mark down" : "shed-mark", x.at(point.level()), up(point.shed()), MARK);
        }
        key();
        return svg.render();
    }

    private String unit() {
        return curve.axis() == Axis.CONCURRENCY ? "streams at once" : Wall.unit(curve.axis());
    }

    private double up(double share) {
        return y.at(Math.min(y.high(), 100 * share));
    }

    private void axes() {
        for (double tick : y.ticks()) {
            svg.line(tick == 0 ? "base" : "grid", LEFT, y.at(tick), RIGHT, y.at(tick));
            svg.text("tick", LEFT - 5, y.at(tick) + 3.2, "end", Scale.label(tick));
        }
        for (double tick : x.ticks()) {
            svg.line("base", x.at(tick), BOTTOM, x.at(tick), BOTTOM + 3);
            svg.text("tick", x.at(tick), BOTTOM + 14, "middle", Scale.label(tick));
        }
    }

    private void onset(Wall found) {
        if (found.hasInterval()) {
            double from = x.at(found.low());
            svg.rect("interval", from, TOP - 4, Math.max(1, x.at(found.high()) - from), BOTTOM - TOP + 4);
        }
        double at = x.at(found.at());
        svg.line("onset", at, TOP - 8, at, BOTTOM);
        boolean room = at < RIGHT - 150;
        svg.text(
                "onset-label",
                at + (room ? 4 : -4),
                TOP,
                room ? "start" : "end",
                (found.bitFirst() ? "onset " : "load at the onset ")
                        + Figures.rounded(found.at())
                        + (found.hasInterval() ? " (" + Figures.range(found.low(), found.high()) + ")" : ""));
    }

    private void bars(boolean falling) {
        for (Point point : curve.points()) {
            if (point.falling() == falling && point.low() != null && point.high() != null) {
                double at = x.at(point.level());
                String cssClass = falling ? "shed-bar down" : "shed-bar";
                svg.line(cssClass, at, up(point.low()), at, up(point.high()));
                svg.line(cssClass, at - MARK, up(point.low()), at + MARK, up(point.low()));
                if (100 * point.high() <= y.high()) {
                    svg.line(cssClass, at - MARK, up(point.high()), at + MARK, up(point.high()));
                }
            }
        }
    }

    private void line(boolean falling, String cssClass) {
        svg.path(
                cssClass,
                Lines.line(points().stream()
                        .filter(point -> point.falling() == falling)
                        .map(point -> new Lines.Point(x.at(point.level()), up(point.shed())))
                        .toList()));
    }

    private void path() {
        List<Point> known = points().stream()
                .filter(point -> point.path() != null && !point.falling())
                .toList();
        svg.path(
                "path-line",
                Lines.line(known.stream()
                        .map(point -> new Lines.Point(x.at(point.level()), up(point.path())))
                        .toList()));
        for (Point point : known) {
            svg.rect("path-mark", x.at(point.level()) - MARK, up(point.path()) - MARK, 2 * MARK, 2 * MARK);
        }
    }

    private List<Point> points() {
        return curve.points().stream()
                .sorted(Comparator.comparingDouble(Point::level))
                .toList();
    }

    private void key() {
        double row = HEIGHT - 18;
        svg.line("shed-line", LEFT, row - 3.4, LEFT + 18, row - 3.4);
        svg.circle("shed-mark", LEFT + 9, row - 3.4, MARK);
        boolean down = curve.points().stream().anyMatch(Point::falling);
        svg.text(
                "label",
                LEFT + 24,
                row,
                "start",
                "shed, with 95 % interval" + (down ? " (hollow: on the way down)" : ""));
        if (curve.points().stream().anyMatch(point -> point.path() != null)) {
            double next = HEIGHT - 4;
            svg.line("path-line", LEFT, next - 3.4, LEFT + 18, next - 3.4);
            svg.rect("path-mark", LEFT + 9 - MARK, next - 3.4 - MARK, 2 * MARK, 2 * MARK);
            svg.text("label", LEFT + 24, next, "start", "requests that took the path: " + curve.path());
        }
    }
}
