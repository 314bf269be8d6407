package io.tokenweir.connect.prometheus;

import java.util.Collection;
import java.util.Map;

/**
 * Prometheus' text format 0.0.4. Histograms become classic ones with power-of-two edges: these are edges of our own
 * buckets too, so every count is exact. The edges are always the same, or rates over buckets would have holes.
 */
final class TextExposition {
    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    /** From 2^-14 s (61 µs) to 2^10 s (17 min). */
    private static final int LOWEST_EDGE = -14;

    private static final int HIGHEST_EDGE = 10;
    private static final double LARGEST_PLAIN = 1e15;

    private final StringBuilder out = new StringBuilder(16 * 1024);

    private final MetricNaming naming;

    private TextExposition(MetricNaming naming) {
        this.naming = naming;
    }

    static String of(Map<Family, Collection<Point>> families, MetricNaming naming) {
        TextExposition text = new TextExposition(naming);
        families.forEach((family, points) -> {
            if (!points.isEmpty()) {
                text.family(family, points);
            }
        });
        return text.out.toString();
    }

    private void family(Family family, Collection<Point> points) {
        String metric = naming.metric(family);
        out.append("# HELP ").append(metric).append(' ');
        out.append(family.help().replace("\\", "\\\\").replace("\n", "\\n")).append('\n');
        out.append("# TYPE ").append(metric).append(' ');
        out.append(family.type().text()).append('\n');
        for (Point point : points) {
            if (point.buckets() == null) {
                line(metric, point.labels(), point.value());
            } else {
                histogram(metric, point.labels(), point.buckets());
            }
        }
    }

    private void histogram(String metric, Labels labels, Buckets buckets) {
        Buckets octaves = buckets.downscaledTo(0);
        long cumulative = octaves.zeroCount();
        int next = 0;
        for (int edge = LOWEST_EDGE; edge <= HIGHEST_EDGE; edge++) {
            while (next < octaves.indices().length && octaves.indices()[next] <= edge) {
                cumulative += octaves.counts()[next++];
            }
            line(metric + "_bucket", labels.with("le", number(Math.scalb(1.0, edge))), cumulative);
        }
        line(metric + "_bucket", labels.with("le", "+Inf"), octaves.count());
        line(metric + "_sum", labels, octaves.sumSeconds());
        line(metric + "_count", labels, octaves.count());
    }

    private void line(String metric, Labels labels, double value) {
        out.append(metric);
        char separator = '{';
        for (Map.Entry<String, String> label : labels.pairs().entrySet()) {
            out.append(separator).append(label.getKey()).append("=\"");
            escape(label.getValue());
            out.append('"');
            separator = ',';
        }
        if (separator == ',') {
            out.append('}');
        }
        out.append(' ').append(number(value)).append('\n');
    }

    private void escape(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> out.append("\\\\");
                case '"' -> out.append("\\\"");
                case '\n' -> out.append("\\n");
                default -> out.append(c);
            }
        }
    }

    /** A text that parses to exactly this double. */
    static String number(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        if (value == Math.rint(value) && Math.abs(value) < LARGEST_PLAIN) {
            return Long.toString((long) value);
        }
        return Double.toString(value);
    }
}
