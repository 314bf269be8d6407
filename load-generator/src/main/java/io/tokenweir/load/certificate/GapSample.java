package io.tokenweir.load.certificate;

import java.util.Arrays;

/** Gaps between instants in rescaled time (one asked gap = 1), several arrivals taken together, and counts in windows. Pure. */
final class GapSample {
    private final double[] positions;
    private final double[] sorted;
    private final double mean;
    private final double cv;

    /** @param together arrivals per gap; gaps are divided by it, so that their mean stays 1 */
    GapSample(double[] positions, int together) {
        this.positions = positions;
        int gaps = Math.max(0, (positions.length - 1) / together);
        sorted = new double[gaps];
        double sum = 0;
        for (int i = 0; i < gaps; i++) {
            sorted[i] = (positions[(i + 1) * together] - positions[i * together]) / together;
            sum += sorted[i];
        }
        mean = sum / gaps;
        double squares = 0;
        for (double gap : sorted) {
            squares += (gap - mean) * (gap - mean);
        }
        cv = Math.sqrt(squares / (gaps - 1)) / mean;
        Arrays.sort(sorted);
    }

    int gaps() {
        return sorted.length;
    }

    double mean() {
        return mean;
    }

    double cv() {
        return cv;
    }

    /** In ascending order. */
    double[] sorted() {
        return sorted;
    }

    /** Variance over mean of the counts in so many windows of the given width from {@code start} on. */
    double dispersion(double start, double width, int windows) {
        long[] counts = new long[windows];
        for (double position : positions) {
            int window = (int) Math.floor((position - start) / width);
            if (window >= 0 && window < windows) {
                counts[window]++;
            }
        }
        double average = Arrays.stream(counts).average().orElseThrow();
        double squares = Arrays.stream(counts)
                .mapToDouble(count -> Math.pow(count - average, 2))
                .sum();
        return squares / (windows - 1) / average;
    }
}
