package io.tokenweir.report.check;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.tokenweir.report.check.CheckResult.Cell;
import io.tokenweir.report.check.CheckResult.Row;

/** One row per distribution: the number of durations, equal only when every bucket, the sum and the extremes are. */
final class DistributionRows {
    private final Evidence evidence;

    DistributionRows(Evidence evidence) {
        this.evidence = evidence;
    }

    /** The rows; what differs is added to {@code differences}. */
    List<Row> rows(List<String> differences) {
        List<Row> rows = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            Map<Source, Cell> cells = new EnumMap<>(Source.class);
            SourceEvidence reference = null;
            for (SourceEvidence source : evidence.sources()) {
                Buckets buckets = source.distributions().get(metric);
                if (buckets == null) {
                    continue;
                }
                reference = reference == null ? source : reference;
                String difference = reference.distributions().get(metric).difference(buckets);
                cells.put(
                        source.source(),
                        new Cell(String.format(Locale.ROOT, "%,d", buckets.count()), difference == null));
                if (difference != null) {
                    differences.add("%s histogram: %s has %s as in %s."
                            .formatted(
                                    metric.title(),
                                    source.source().title(),
                                    difference,
                                    reference.source().title()));
                }
            }
            if (!cells.isEmpty()) {
                rows.add(new Row("hist. " + metric.title(), cells));
            }
        }
        return rows;
    }
}
