package io.tokenweir.connect.prometheus;

import java.util.List;
import java.util.Map;

/** Prometheus' text format 0.0.4, with classic histograms. */
final class TextExposition {
    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final TextLines out = new TextLines();

    private final MetricNaming naming;

    private TextExposition(MetricNaming naming) {
        this.naming = naming;
    }

    static String of(Map<Family, List<Kept>> families, MetricNaming naming) {
        TextExposition text = new TextExposition(naming);
        families.forEach((family, points) -> {
            if (!points.isEmpty()) {
                text.family(family, points);
            }
        });
        return text.out.toString();
    }

    private void family(Family family, List<Kept> points) {
        String metric = naming.metric(family);
        String help = family.help().replace("\\", "\\\\").replace("\n", "\\n");
        out.plain("# HELP ", metric, " ", help);
        out.plain("# TYPE ", metric, " ", family.type().text());
        for (Kept kept : points) {
            Point point = kept.point();
            if (point.buckets() == null) {
                out.sample(metric, point.labels(), point.value());
            } else {
                histogram(metric, point.labels(), point.buckets());
            }
        }
    }

    private void histogram(String metric, Labels labels, Buckets buckets) {
        ClassicBuckets.forEach(
                buckets,
                (edge, cumulative) ->
                        out.sample(metric + "_bucket", labels.with("le", TextLines.number(edge)), cumulative));
        out.sample(metric + "_sum", labels, buckets.sumSeconds());
        out.sample(metric + "_count", labels, buckets.count());
    }
}
