package io.tokenweir.connect.prometheus;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Makes samples of points: gives each its name, and histograms the form that the server takes. Classic buckets have
 * power-of-two edges, which are edges of our own buckets too, so every count is exact. Pure.
 */
final class Sampler {
    /** Forms of a histogram. */
    enum Form {
        NATIVE,
        CLASSIC,
        BOTH;

        static Form of(String setting) {
            return valueOf(setting.toUpperCase(Locale.ROOT));
        }
    }

    private final MetricNaming naming;
    private final Form form;
    private final int finestSchema;

    Sampler(MetricNaming naming, Form form, int finestSchema) {
        this.naming = naming;
        this.form = form;
        this.finestSchema = finestSchema;
    }

    /** @param exemplars by family, may be empty */
    List<Sample> samples(List<Point> points, Map<Family, Exemplar> exemplars) {
        List<Sample> samples = new ArrayList<>(points.size());
        for (Point point : points) {
            String metric = naming.metric(point.family());
            if (point.buckets() == null) {
                samples.add(Sample.of(new SeriesId(metric, point.family(), point.labels()), point.value(), null));
                continue;
            }
            Exemplar exemplar = exemplars.get(point.family());
            if (form != Form.CLASSIC) {
                samples.add(Sample.of(
                        new SeriesId(metric, point.family(), point.labels()),
                        point.buckets().downscaledTo(finestSchema),
                        exemplar));
            }
            if (form != Form.NATIVE) {
                classic(metric, point, exemplar, samples);
            }
        }
        return samples;
    }

    private static void classic(String metric, Point point, Exemplar exemplar, List<Sample> samples) {
        Family family = point.family();
        Buckets buckets = point.buckets();
        double[] edge = {0};
        ClassicBuckets.forEach(buckets, (upper, count) -> {
            boolean inside = exemplar != null && exemplar.value() > edge[0] && exemplar.value() <= upper;
            edge[0] = upper;
            Labels labels = point.labels().with("le", TextLines.number(upper));
            samples.add(Sample.of(new SeriesId(metric + "_bucket", family, labels), count, inside ? exemplar : null));
        });
        samples.add(Sample.of(new SeriesId(metric + "_sum", family, point.labels()), buckets.sumSeconds(), null));
        samples.add(Sample.of(new SeriesId(metric + "_count", family, point.labels()), buckets.count(), null));
    }
}
