package io.tokenweir.report.check;

/**
 * What the sequence numbers of one stream of records say.
 *
 * @param stream topic-partition, instance and epoch, e.g. {@code weir.tokens-3 of gen-1 (epoch 1763837000000)}
 * @param numbers how many numbers were given out as far as can be seen: the highest seen, plus one
 * @param missing numbers that are not in the topic
 * @param firstMissing the first of them, or -1
 * @param duplicates records whose number had been seen before
 * @param ended whether the {@code RUN_END} marker is there
 * @param endMatches whether the marker's own count equals its number
 */
public record SequenceReport(
        String stream,
        long numbers,
        long missing,
        long firstMissing,
        long duplicates,
        boolean ended,
        boolean endMatches) {

    /** Whether nothing is missing, doubled or left open. */
    public boolean whole() {
        return missing == 0 && duplicates == 0 && ended && endMatches;
    }
}
