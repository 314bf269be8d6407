package io.tokenweir.report.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Whether B may pass: it fails when a worsening beyond what is allowed is shown, that is when even the favourable end of the
 * interval lies beyond it. Pure.
 *
 * @param percent by which a latency may grow; null: any
 * @param points percentage points by which a share may get worse; null: any
 */
public record Gate(Double percent, Double points) {

    /** Whether anything is asked. */
    public boolean isSet() {
        return percent != null || points != null;
    }

    /** A sentence for each figure that is shown to be worse than allowed. */
    public List<String> failures(RunComparison comparison) {
        List<String> failures = new ArrayList<>();
        for (Row row : guarded(comparison)) {
            double allowed = row.isShare() ? points : percent;
            if (row.shift() != null && row.shift() > allowed) {
                failures.add(String.format(
                        Locale.ROOT,
                        row.isShare()
                                ? "%s is worse by %.2f percentage points at least; %.2f are allowed."
                                : "%s is slower by %.2f %% at least; %.2f %% are allowed.",
                        row.name(),
                        row.shift(),
                        allowed));
            }
        }
        return failures;
    }

    /** Whether not one of the figures that it guards could be judged, so that it proves nothing. */
    public boolean blind(RunComparison comparison) {
        return guarded(comparison).stream()
                .allMatch(row -> row.finding() == Finding.NOT_COMPARABLE || row.finding() == Finding.NO_INTERVAL);
    }

    private List<Row> guarded(RunComparison comparison) {
        return comparison.rows().stream()
                .filter(row -> row.isLatency() && percent != null || row.isShare() && points != null)
                .toList();
    }
}
