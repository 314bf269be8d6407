package io.tokenweir.report.runbook;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

import io.tokenweir.common.outcome.Refusal;
import io.tokenweir.report.chart.Lines;
import io.tokenweir.report.chart.Lines.Point;
import io.tokenweir.report.chart.Scale;
import io.tokenweir.report.chart.Svg;
import io.tokenweir.report.runbook.RunbookData.Second;

/**
 * The run over time: four panels over one axis (request rates, open streams, TTFT, refusals by cause), one line through all
 * of them at the onset, and hatching where the meter was not healthy.
 */
final class TimePanels {
    private static final double WIDTH = 760;
    private static final double LEFT = 44;
    private static final double RIGHT = 752;
    private static final double TITLE = 20;
    private static final double TOP = 16;
    private static final double RATES = 48;
    private static final double STREAMS = 48;
    private static final double TTFT = 62;
    private static final double REFUSED = 50;
    private static final double AXIS = 20;
    private static final double LOG_FROM_RATIO = 12;

    private final RunbookData data;
    private final List<Second> seconds;
    private final Scale time;
    private final Svg svg;
    private final double bottom;
    private double y = TOP;
    private double panelTop;

    private TimePanels(RunbookData data) {
        this.data = data;
        this.seconds = data.seconds();
        long first = seconds.get(0).second();
        this.time = Scale.between(0, Math.max(1, seconds.get(seconds.size() - 1).second() + 1 - first), LEFT, RIGHT);
        this.bottom = TOP + 4 * TITLE + RATES + STREAMS + TTFT + REFUSED;
        this.svg = new Svg(
                WIDTH,
                bottom + AXIS,
                "Over time: requests per second, open streams, time to first token, refusals by cause");
    }

    /** Empty when there is nothing to draw. */
    static String draw(RunbookData data) {
        return data.seconds().isEmpty() ? "" : new TimePanels(data).draw();
    }

    private String draw() {
        stages();
        rates();
        streams();
        ttft();
        refused();
        axis();
        onset();
        return svg.render();
    }

    private double x(double second) {
        return time.at(second - seconds.get(0).second());
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
            if (to - from > 5.5 * phase.name().length() + 6) {
                svg.text("label", from + 3, TOP - 4, "start", phase.name());
            }
        }
    }

    private void rates() {
        Scale scale = panel(
                RATES, Scale.fromZero(max(second -> (double) Math.max(second.offered(), second.answered())), 1, 0));
        title("Requests per second", "offered", "key-offered", "answered", "key-answered");
        svg.path("offered", Lines.line(points(scale, second -> (double) second.offered())));
        svg.path("answered", Lines.line(points(scale, second -> (double) second.answered())));
    }

    private void streams() {
        Scale scale = panel(STREAMS, Scale.fromZero(max(second -> (double) second.concurrency()), 1, 0));
        title("Open streams", "most at once in the second", "key-streams");
        List<Point> top = points(scale, second -> (double) second.concurrency());
        svg.path("streams-area", Lines.band(top, points(scale, second -> 0.0)));
        svg.path("streams", Lines.line(top));
        if (data.onset() != null) {
            double level = scale.at(data.onset().concurrency());
            svg.line("level", LEFT, level, RIGHT, level);
        }
    }

    private void ttft() {
        double most = max(second -> second.ttftP99Millis() == null ? second.ttftP50Millis() : second.ttftP99Millis());
        double least =
                values(Second::ttftP50Millis).min(Comparator.naturalOrder()).orElse(1.0);
        boolean wide = least > 0 && most / least > LOG_FROM_RATIO;
        Scale scale = panel(TTFT, wide ? Scale.decades(least, most, 1, 0) : Scale.fromZero(most, 1, 0));
        title(
                wide ? "TTFT, ms (logarithmic)" : "TTFT, ms",
                "p50",
                "key-p50",
                "p99, of 10 s where a second has too few",
                "key-p99",
                "meter suspect",
                "key-suspect",
                "meter invalid",
                "key-invalid");
        List<Point> p50 = points(scale, Second::ttftP50Millis);
        List<Point> p99 = points(scale, Second::ttftP99Millis);
        svg.path("band", Lines.band(p99, p50));
        svg.path("p99", Lines.line(p99));
        svg.path("p50", Lines.line(p50));
        for (Second second : seconds) {
            if (!second.verdict().equals("VALID")) {
                String cssClass = second.verdict().equals("SUSPECT") ? "suspect" : "invalid";
                svg.rect(cssClass, x(second.second()), y - TTFT, x(1) - x(0), TTFT);
            }
        }
    }

    private void refused() {
        Scale scale = panel(
                REFUSED,
                Scale.fromZero(
                        max(second -> (double) second.refused().values().stream()
                                .mapToLong(Long::longValue)
                                .sum()),
                        1,
                        0));
        List<String> keys = new ArrayList<>();
        for (Refusal cause : Refusal.values()) {
            if (seconds.stream().anyMatch(second -> second.refused().containsKey(cause))) {
                keys.add(cause.title());
                keys.add("key-" + cssClass(cause));
            }
        }
        title("Refused per second, by cause", keys.toArray(String[]::new));
        double width = Math.max(0.8, (x(1) - x(0)) * 0.86);
        for (Second second : seconds) {
            double sum = 0;
            for (Refusal cause : Refusal.values()) {
                long count = second.refused().getOrDefault(cause, 0L);
                if (count > 0) {
                    double top = scale.at(sum + count);
                    svg.rect(cssClass(cause), x(second.second()), top, width, scale.at(sum) - top);
                    sum += count;
                }
            }
        }
    }

    static String cssClass(Refusal cause) {
        return "cause-" + cause.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Moves down by one panel, draws its ticks, and gives its scale in image coordinates. */
    private Scale panel(double height, Scale unit) {
        y += TITLE + height;
        Scale scale = new Scale(unit.low(), unit.high(), y, y - height, unit.logarithmic());
        for (double tick : scale.ticks()) {
            double at = scale.at(tick);
            svg.line(tick == scale.low() ? "base" : "grid", LEFT, at, RIGHT, at);
            svg.text("tick", LEFT - 5, at + 3.2, "end", Scale.label(tick));
        }
        panelTop = y - height;
        return scale;
    }

    private void title(String title, String... keys) {
        svg.text("title", LEFT, panelTop - 6, "start", title);
        double x = LEFT + 7.2 * title.length() + 12;
        for (int i = 0; i + 1 < keys.length; i += 2) {
            svg.rect(keys[i + 1], x, panelTop - 12, 10, 6);
            svg.text("label", x + 14, panelTop - 6, "start", keys[i]);
            x += 14 + 6 * keys[i].length() + 12;
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

    private void onset() {
        if (data.onset() != null) {
            double at = x(data.onset().second());
            svg.line("onset", at, TOP + TITLE - 2, at, bottom);
            svg.text(
                    "onset-label",
                    at + 4,
                    TOP + TITLE + 8,
                    "start",
                    "onset " + Figures.clock(data.onset().second()));
        }
    }

    private List<Point> points(Scale scale, Function<Second, Double> value) {
        return seconds.stream()
                .map(second -> {
                    Double at = value.apply(second);
                    return new Point(x(second.second() + 0.5), at == null ? null : scale.at(at));
                })
                .toList();
    }

    private Stream<Double> values(Function<Second, Double> value) {
        return seconds.stream().map(value).filter(Objects::nonNull);
    }

    private double max(Function<Second, Double> value) {
        return values(value).max(Comparator.naturalOrder()).orElse(1.0);
    }
}
