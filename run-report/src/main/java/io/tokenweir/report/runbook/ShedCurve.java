package io.tokenweir.report.runbook;

import java.util.ArrayList;
import java.util.List;

import io.tokenweir.report.chart.Lines;
import io.tokenweir.report.chart.Lines.Point;
import io.tokenweir.report.chart.Scale;
import io.tokenweir.report.chart.Svg;
import io.tokenweir.report.runbook.RunbookData.Second;

/**
 * Share of refused attempts against open streams, one mark per second: filled on the way up to the peak, hollow on the way
 * down, so that hysteresis shows; and the share of all attempts within equal ranges of open streams as a line.
 */
final class ShedCurve {
    private static final double WIDTH = 376;
    private static final double HEIGHT = 186;
    private static final double LEFT = 36;
    private static final double RIGHT = 366;
    private static final double TOP = 24;
    private static final double BOTTOM = 156;
    private static final int RANGES = 12;

    private record Sample(int concurrency, long refused, long attempts, boolean rising) {
        double share() {
            return (double) refused / attempts;
        }
    }

    private ShedCurve() {}

    static String draw(RunbookData data) {
        List<Sample> samples = samples(data.seconds());
        if (samples.isEmpty()) {
            return "";
        }
        double most = samples.stream().mapToInt(Sample::concurrency).max().orElse(1);
        Scale x = Scale.fromZero(most, LEFT, RIGHT);
        double worst = samples.stream().mapToDouble(Sample::share).max().orElse(0);
        Scale y = Scale.fromZero(Math.max(10, 100 * worst), BOTTOM, TOP);
        Svg svg = new Svg(WIDTH, HEIGHT, "Share of refused attempts against open streams");
        svg.text("title", LEFT, 10, "start", "Refused share of attempts, % \u00b7 by open streams");
        for (double tick : y.ticks()) {
            svg.line(tick == 0 ? "base" : "grid", LEFT, y.at(tick), RIGHT, y.at(tick));
            svg.text("tick", LEFT - 5, y.at(tick) + 3.2, "end", Scale.label(tick));
        }
        for (double tick : x.ticks()) {
            svg.line("base", x.at(tick), BOTTOM, x.at(tick), BOTTOM + 3);
            svg.text("tick", x.at(tick), BOTTOM + 14, "middle", Scale.label(tick));
        }
        if (data.onset() != null) {
            double at = x.at(data.onset().concurrency());
            svg.line("onset", at, TOP - 6, at, BOTTOM);
            boolean room = at < RIGHT - 80;
            svg.text(
                    "onset-label",
                    at + (room ? 4 : -4),
                    TOP + 2,
                    room ? "start" : "end",
                    "onset at " + Figures.count(data.onset().concurrency()));
        }
        svg.path("shed-line", Lines.line(ranges(samples, x, y)));
        for (Sample sample : samples) {
            svg.circle(
                    sample.rising() ? "rising" : "falling",
                    x.at(sample.concurrency()),
                    y.at(100 * sample.share()),
                    2.6);
        }
        key(svg);
        return svg.render();
    }

    private static void key(Svg svg) {
        double y = HEIGHT - 4;
        svg.circle("rising", LEFT + 4, y - 3.4, 2.6).text("label", LEFT + 10, y, "start", "a second before the peak");
        svg.circle("falling", LEFT + 152, y - 3.4, 2.6).text("label", LEFT + 158, y, "start", "after it");
        svg.line("shed-line", LEFT + 214, y - 3.4, LEFT + 228, y - 3.4)
                .text("label", LEFT + 233, y, "start", "share in range");
    }

    private static List<Sample> samples(List<Second> seconds) {
        int peak = 0;
        for (int i = 1; i < seconds.size(); i++) {
            peak = seconds.get(i).concurrency() > seconds.get(peak).concurrency() ? i : peak;
        }
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < seconds.size(); i++) {
            Second second = seconds.get(i);
            if (second.attempts() > 0) {
                long refused = Math.min(second.attempts(), RefusalSeconds.shedding(second.refused()));
                samples.add(new Sample(second.concurrency(), refused, second.attempts(), i <= peak));
            }
        }
        return samples;
    }

    private static List<Point> ranges(List<Sample> samples, Scale x, Scale y) {
        long[] refused = new long[RANGES];
        long[] attempts = new long[RANGES];
        for (Sample sample : samples) {
            int range = (int) Math.min(RANGES - 1, sample.concurrency() * RANGES / x.high());
            refused[range] += sample.refused();
            attempts[range] += sample.attempts();
        }
        List<Point> points = new ArrayList<>();
        for (int range = 0; range < RANGES; range++) {
            if (attempts[range] > 0) {
                points.add(new Point(
                        x.at((range + 0.5) * x.high() / RANGES), y.at(100.0 * refused[range] / attempts[range])));
            }
        }
        return points;
    }
}
