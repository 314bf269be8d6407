package io.tokenweir.scrape;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Reads Prometheus' text format, version 0.0.4: {@code name{label="value",…} value [milliseconds]}, a sample a line. Pure.
 *
 * <p>A line that breaks the format is left out, counted, and the first one is named; the others still count, because what
 * we look for is a handful of names among thousands.
 */
final class PrometheusText {
    /**
     * What an answer held.
     *
     * @param wanted the samples that were asked for
     * @param samples how many there were, wanted or not
     * @param badLines how many lines were left out
     * @param firstBad which was the first of them, and why, in a sentence; null when there was none
     */
    record Content(List<Sample> wanted, int samples, int badLines, String firstBad) {}

    private PrometheusText() {}

    /** @param wanted names of the metrics whose samples are kept */
    static Content read(String text, Predicate<String> wanted) {
        List<Sample> kept = new ArrayList<>();
        int samples = 0;
        int badLines = 0;
        String firstBad = null;
        int number = 0;
        for (int from = 0; from < text.length(); ) {
            int end = text.indexOf('\n', from);
            end = end < 0 ? text.length() : end;
            number++;
            try {
                SampleLine line = new SampleLine(text, from, end);
                if (!line.isEmptyOrComment()) {
                    Sample sample = line.read();
                    samples++;
                    if (wanted.test(sample.name())) {
                        kept.add(sample);
                    }
                }
            } catch (BadLineException e) {
                badLines++;
                firstBad = firstBad == null ? "line " + number + ": " + e.getMessage() : firstBad;
            }
            from = end + 1;
        }
        return new Content(kept, samples, badLines, firstBad);
    }
}
