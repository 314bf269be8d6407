package io.tokenweir.report.runbook;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;

import io.tokenweir.report.chart.Lines.Point;
import io.tokenweir.report.chart.Scale;
import io.tokenweir.report.chart.Svg;
import io.tokenweir.report.runbook.RunbookData.Second;

/**
 * What panels over time share: one axis of time, room for one panel below the other, one line through all of them at the
 * onset, and hatching where the meter was not healthy. Not thread-safe.
 */
final class TimeFrame {
    private static final double WIDTH = 760;
    static final double LEFT = 44;
    static final double RIGHT = 752;
    private static final double TITLE = 20;
    private static final double TOP = 16;
    private static final double AXIS = 20;
    /** About the width of a letter of a label. */
    private static final double LETTER = 5.5;

    private final RunbookData data;
    private final List<Second> seconds;
    private final Scale time;
    private final Svg svg;
    private final double bottom;
    private double y = TOP;
    private double panelTop;

    /** @param heights of the panels, together */
    TimeFrame(RunbookData data, String description, int panels, double heights) {
        this.data = data;
        this.seconds = data.seconds();
        long first = seconds.get(0).second();
        this.time = Scale.between(0, Math.max(1, seconds.get(seconds.size() - 1).second() + 1 - first), LEFT, RIGHT);
        this.bottom = TOP + panels * TITLE + heights;
        this.svg = new Svg(WIDTH, bottom + AXIS, description);
        stages();
        onsetLine();
    }

    Svg svg() {
        return svg;
    }

    double x(double second) {
        return time.at(second - seconds.get(0).second());
    }

    double secondWidth() {
        return time.at(1) - time.at(0);
    }

    private double start(Instant instant) {
        return Math.max(LEFT, Math.min(RIGHT, x(instant.toEpochMilli() / 1e3)));
    }

    private void stages() {
        for (RunFacts.Phase phase : data.phases()) {
            double from = start(phase.start());
            double to = start(phase.end());
            if (to - from < 1) {
                continue;
            }
            svg.line("stage", from, TOP - 12, from, bottom);
            double beginning = besideTheOnset(from + 3, phase.name());
            if (to - beginning > LETTER * phase.name().length() + 3) {
                svg.text("label", beginning, TOP - 4, "start", phase.name());
            }
        }
    }

    /** Where a label may begin so that it does not stand on the onset's. */
    private double besideTheOnset(double from, String label) {
        if (data.onset() == null) {
            return from;
        }
        double at = x(data.onset().second());
        double width = LETTER * onsetLabel().length() + 4;
        double left = onsetStandsRight(at) ? at : at - width;
        double right = onsetStandsRight(at) ? at + width : at;
        boolean apart = from + LETTER * label.length() < left || from > right;
        return apart ? from : right + 4;
    }

    private static boolean onsetStandsRight(double at) {
        return at < LEFT + 150;
    }

    private String onsetLabel() {
        return "onset " + Figures.clock(data.onset().second());
    }

    /** Moves down by one panel, draws its ticks, and gives its scale in image coordinates. */
    Scale panel(double height, Scale unit) {
        y += TITLE + height;
        panelTop = y - height;
        Scale scale = new Scale(unit.low(), unit.high(), y, panelTop, unit.logarithmic());
        for (double tick : scale.ticks()) {
            double at = scale.at(tick);
            svg.line(tick == scale.low() ? "base" : "grid", LEFT, at, RIGHT, at);
            svg.text("tick", LEFT - 5, at + 3.2, "end", Scale.label(tick));
        }
        return scale;
    }

    /** @param keys what is drawn and its style, in turn */
    void title(String title, String... keys) {
        svg.text("title halo", LEFT, panelTop - 6, "start", title);
        double x = LEFT + 7.2 * title.length() + 12;
        for (int i = 0; i + 1 < keys.length; i += 2) {
            svg.rect(keys[i + 1], x, panelTop - 12, 10, 6);
            svg.text("label halo", x + 14, panelTop - 6, "start", keys[i]);
            x += 14 + 6 * keys[i].length() + 12;
        }
    }

    /** Hatches the panel that was made last in the seconds whose meter was not healthy. */
    void hatch() {
        for (Second second : seconds) {
            if (!second.verdict().equals("VALID")) {
                String cssClass = second.verdict().equals("SUSPECT") ? "suspect" : "invalid";
                svg.rect(cssClass, x(second.second()), panelTop, secondWidth(), y - panelTop);
            }
        }
    }

    List<Point> points(Scale scale, Function<Second, Double> value) {
        return seconds.stream()
                .map(second -> {
                    Double at = value.apply(second);
                    return new Point(x(second.second() + 0.5), at == null ? null : scale.at(at));
                })
                .toList();
    }

    /** The image, with its axis and the onset. */
    String render() {
        axis();
        if (data.onset() != null) {
            double at = x(data.onset().second());
            boolean right = onsetStandsRight(at);
            svg.text("onset-label", at + (right ? 4 : -4), TOP - 4, right ? "start" : "end", onsetLabel());
        }
        return svg.render();
    }

    private void onsetLine() {
        if (data.onset() != null) {
            double at = x(data.onset().second());
            svg.line("onset", at, TOP - 12, at, bottom);
        }
    }

    private void axis() {
        double step = Math.max(
                1, Scale.fromZero((time.high() - time.low()) / 3, 0, 1).ticks().get(1));
        for (double at = 0; at <= time.high(); at += step) {
            svg.line("base", time.at(at), bottom, time.at(at), bottom + 3);
            boolean last = at + step > time.high();
            svg.text("tick", time.at(at), bottom + 14, "middle", Scale.label(at) + (last ? " s" : ""));
        }
    }
}
