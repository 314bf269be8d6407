package io.tokenweir.report.runbook;

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
import io.tokenweir.report.runbook.RunbookData.Second;

/** The run over time: request rates and refusals by cause on the page; open streams and TTFT beside them in the details. */
final class TimePanels {
    private static final double LOW = 40;
    private static final double MIDDLE = 50;
    private static final double HIGH = 62;
    private static final double LOG_FROM_RATIO = 12;

    private final RunbookData data;
    private final List<Second> seconds;
    private final TimeFrame frame;

    private TimePanels(RunbookData data, TimeFrame frame) {
        this.data = data;
        this.seconds = data.seconds();
        this.frame = frame;
    }

    /** The two panels of the printed page; empty when there is nothing to draw. */
    static String strip(RunbookData data) {
        if (data.seconds().isEmpty()) {
            return "";
        }
        TimeFrame frame = new TimeFrame(data, "Over time: requests per second, and refusals by cause", 2, LOW + LOW);
        TimePanels panels = new TimePanels(data, frame);
        panels.rates(LOW);
        panels.refused(LOW);
        return frame.render();
    }

    /** The other two; empty when there is nothing to draw. */
    static String rest(RunbookData data) {
        if (data.seconds().isEmpty()) {
            return "";
        }
        TimeFrame frame = new TimeFrame(data, "Over time: open streams, and time to first token", 2, MIDDLE + HIGH);
        TimePanels panels = new TimePanels(data, frame);
        panels.streams(MIDDLE);
        panels.ttft(HIGH);
        return frame.render();
    }

    private void rates(double height) {
        Scale scale = frame.panel(
                height, Scale.fromZero(max(second -> (double) Math.max(second.offered(), second.answered())), 1, 0));
        frame.title(
                "Requests per second",
                "offered",
                "key-offered",
                "answered",
                "key-answered",
                "meter suspect",
                "key-suspect",
                "meter invalid",
                "key-invalid");
        frame.svg().path("offered", Lines.line(frame.points(scale, second -> (double) second.offered())));
        frame.svg().path("answered", Lines.line(frame.points(scale, second -> (double) second.answered())));
        frame.hatch();
    }

    private void streams(double height) {
        Scale scale = frame.panel(height, Scale.fromZero(max(second -> (double) second.concurrency()), 1, 0));
        frame.title("Open streams", "most at once in the second", "key-streams");
        List<Point> top = frame.points(scale, second -> (double) second.concurrency());
        frame.svg().path("streams-area", Lines.band(top, frame.points(scale, second -> 0.0)));
        frame.svg().path("streams", Lines.line(top));
        if (data.onset() != null) {
            double level = scale.at(data.onset().concurrency());
            frame.svg().line("level", TimeFrame.LEFT, level, TimeFrame.RIGHT, level);
        }
    }

    private void ttft(double height) {
        double most = max(second -> second.ttftP99Millis() == null ? second.ttftP50Millis() : second.ttftP99Millis());
        double least =
                values(Second::ttftP50Millis).min(Comparator.naturalOrder()).orElse(1.0);
        boolean wide = least > 0 && most / least > LOG_FROM_RATIO;
        Scale scale = frame.panel(height, wide ? Scale.decades(least, most, 1, 0) : Scale.fromZero(most, 1, 0));
        frame.title(
                wide ? "TTFT, ms (logarithmic)" : "TTFT, ms",
                "p50",
                "key-p50",
                "p99, of 10 s where a second has too few",
                "key-p99");
        List<Point> p50 = frame.points(scale, Second::ttftP50Millis);
        List<Point> p99 = frame.points(scale, Second::ttftP99Millis);
        frame.svg().path("band", Lines.band(p99, p50));
        frame.svg().path("p99", Lines.line(p99));
        frame.svg().path("p50", Lines.line(p50));
        frame.hatch();
    }

    private void refused(double height) {
        Scale scale = frame.panel(
                height,
                Scale.fromZero(
                        max(second -> (double) second.refused().values().stream()
                                .mapToLong(Long::longValue)
                                .sum()),
                        1,
                        0));
        List<Refusal> causes = Stream.of(Refusal.values())
                .filter(cause ->
                        seconds.stream().anyMatch(second -> second.refused().containsKey(cause)))
                .toList();
        List<String> keys = new ArrayList<>();
        for (Refusal cause : causes) {
            keys.add(cause.title());
            keys.add("key-" + cssClass(cause));
        }
        frame.title("Refused per second, by cause", keys.toArray(String[]::new));
        for (Second second : seconds) {
            double sum = 0;
            for (int i = 0; i < causes.size(); i++) {
                long count = second.refused().getOrDefault(causes.get(i), 0L);
                bar(scale, second, sum, count, causes.get(i), i % 2 == 1);
                sum += count;
            }
        }
    }

    /** Every second cause in a stack is hatched too: neighbours differ without their colours. */
    private void bar(Scale scale, Second second, double from, long count, Refusal cause, boolean hatched) {
        if (count == 0) {
            return;
        }
        double width = Math.max(0.8, frame.secondWidth() * 0.86);
        double top = scale.at(from + count);
        double left = frame.x(second.second());
        frame.svg().rect(cssClass(cause), left, top, width, scale.at(from) - top);
        if (hatched) {
            frame.svg().rect("over", left, top, width, scale.at(from) - top);
        }
    }

    static String cssClass(Refusal cause) {
        return "cause-" + cause.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private Stream<Double> values(Function<Second, Double> value) {
        return seconds.stream().map(value).filter(Objects::nonNull);
    }

    private double max(Function<Second, Double> value) {
        return values(value).max(Comparator.naturalOrder()).orElse(1.0);
    }
}
