package io.tokenweir.connect.prometheus;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * OpenMetrics 1.0. A family of counters is named without the suffix {@code _total}; its unit stands beside it; and a series
 * tells when it was zero ({@code _created}) where that is known. Histograms are classic ones.
 */
final class OpenMetricsExposition {
    static final String CONTENT_TYPE = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    private static final String TOTAL = "_total";
    private static final int MILLI_DIGITS = 3;

    private final TextLines out = new TextLines();

    private final MetricNaming naming;

    private OpenMetricsExposition(MetricNaming naming) {
        this.naming = naming;
    }

    static String of(Map<Family, List<Kept>> families, MetricNaming naming) {
        OpenMetricsExposition text = new OpenMetricsExposition(naming);
        families.forEach((family, points) -> {
            if (!points.isEmpty()) {
                text.family(family, points);
            }
        });
        text.out.plain("# EOF");
        return text.out.toString();
    }

    private void family(Family family, List<Kept> points) {
        String name = naming.metric(family);
        if (family.type() == Family.Type.COUNTER) {
            name = name.substring(0, name.length() - TOTAL.length());
        }
        out.plain("# TYPE ", name, " ", family.type().text());
        if (!family.unit().isEmpty()) {
            out.plain("# UNIT ", name, " ", family.unit());
        }
        out.plain("# HELP ", name, " ", escaped(family.help()));
        for (Kept kept : points) {
            Point point = kept.point();
            if (point.buckets() != null) {
                histogram(name, kept);
            } else if (family.type() == Family.Type.COUNTER) {
                out.sample(name + TOTAL, point.labels(), point.value());
                created(name, kept);
            } else {
                out.sample(name, point.labels(), point.value());
            }
        }
    }

    private void histogram(String name, Kept kept) {
        Labels labels = kept.point().labels();
        Buckets buckets = kept.point().buckets();
        // Numbers as the standard writes them, 1.0 and not 1: an edge is a label, and another text another series.
        ClassicBuckets.forEach(buckets, (edge, cumulative) -> {
            String text = Double.isInfinite(edge) ? "+Inf" : Double.toString(edge);
            out.sample(name + "_bucket", labels.with("le", text), cumulative);
        });
        out.sample(name + "_count", labels, buckets.count());
        out.sample(name + "_sum", labels, buckets.sumSeconds());
        created(name, kept);
    }

    private void created(String name, Kept kept) {
        if (kept.createdMillis() != SeriesStarts.UNKNOWN) {
            String seconds =
                    BigDecimal.valueOf(kept.createdMillis(), MILLI_DIGITS).toPlainString();
            out.sample(name + "_created", kept.point().labels(), seconds);
        }
    }

    private static String escaped(String help) {
        return help.replace("\\", "\\\\").replace("\n", "\\n").replace("\"", "\\\"");
    }
}
