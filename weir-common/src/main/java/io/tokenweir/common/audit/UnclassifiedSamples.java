package io.tokenweir.common.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Endings that no rule knew, one sample of each sort: enough to write a rule from. Sorts are told apart by status, type, code
 * and the message without its numbers; at most {@value #SORTS} are kept, the rest only counted. Not thread-safe.
 */
final class UnclassifiedSamples {
    private static final int SORTS = 10;

    private final Map<String, ReactionReport.Sample> samples = new LinkedHashMap<>();
    private long beyond;

    /** @param body the start of the body, masked; asked for only when the sort is new */
    void add(int status, String type, String code, String evidence, Supplier<String> body) {
        String sort = status + "|" + type + '|' + code + '|' + evidence.replaceAll("\\d+", "#");
        ReactionReport.Sample known = samples.get(sort);
        if (known != null) {
            samples.put(sort, known.plus(1));
        } else if (samples.size() < SORTS) {
            samples.put(sort, new ReactionReport.Sample(1, status, type, code, evidence, body.get()));
        } else {
            beyond++;
        }
    }

    void merge(UnclassifiedSamples other) {
        other.samples.forEach((sort, sample) -> {
            ReactionReport.Sample known = samples.get(sort);
            if (known != null) {
                samples.put(sort, known.plus(sample.count()));
            } else if (samples.size() < SORTS) {
                samples.put(sort, sample);
            } else {
                beyond += sample.count();
            }
        });
        beyond += other.beyond;
    }

    ReactionReport.Unclassified report() {
        List<ReactionReport.Sample> sorted = new ArrayList<>(samples.values());
        sorted.sort((a, b) -> Long.compare(b.count(), a.count()));
        long count =
                beyond + sorted.stream().mapToLong(ReactionReport.Sample::count).sum();
        return new ReactionReport.Unclassified(count, sorted);
    }
}
