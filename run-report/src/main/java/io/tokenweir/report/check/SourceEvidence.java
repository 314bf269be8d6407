package io.tokenweir.report.check;

import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * All that one source says of a run.
 *
 * @param total the whole run
 * @param byPlace the same split by partition ({@code weir.requests-2}); empty when the source does not know partitions
 * @param bySecond the same split by second of event time, seconds since the Unix epoch; empty when it knows no windows
 * @param distributions what it knows of durations
 */
public record SourceEvidence(
        Source source,
        Tally total,
        NavigableMap<String, Tally> byPlace,
        NavigableMap<Long, Tally> bySecond,
        Map<Metric, Buckets> distributions) {

    /** Empty evidence, to be filled by a reader. */
    public static SourceEvidence empty(Source source, Set<Quantity.Kind> known) {
        return new SourceEvidence(
                source, Tally.knowing(known), new TreeMap<>(), new TreeMap<>(), new EnumMap<>(Metric.class));
    }
}
