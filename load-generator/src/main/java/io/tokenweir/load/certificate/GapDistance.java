package io.tokenweir.load.certificate;

/**
 * Kolmogorov–Smirnov distances of gaps that leave out what is finer than the resolution, since no socket writes two requests
 * at once. Pure.
 */
final class GapDistance {
    private GapDistance() {}

    /** To the asked distribution; gaps below the resolution are not told apart. */
    static double toAsked(double[] sorted, RenewalBands asked, double resolution) {
        double largest = 0;
        int first = 0;
        while (first < sorted.length && sorted[first] < resolution) {
            first++;
        }
        int n = sorted.length;
        largest = Math.max(largest, Math.abs(asked.share(resolution) - (double) first / n));
        for (int i = first; i < n; i++) {
            double share = asked.share(sorted[i]);
            largest = Math.max(largest, Math.max(share - (double) i / n, (i + 1.0) / n - share));
        }
        return largest;
    }

    /** Between fixed gaps and the sent ones, each of which may be off by the resolution. */
    static double toFixed(double[] sent, double[] fixed, double resolution) {
        return Math.max(ahead(fixed, sent, resolution), ahead(sent, fixed, resolution));
    }

    /** By how much the shorter gaps' share leads that of the longer ones after those were shortened by the resolution. */
    private static double ahead(double[] shorter, double[] longer, double resolution) {
        double largest = 0;
        int behind = 0;
        for (int i = 0; i < shorter.length; i++) {
            while (behind < longer.length && longer[behind] - resolution <= shorter[i]) {
                behind++;
            }
            largest = Math.max(largest, (i + 1.0) / shorter.length - (double) behind / longer.length);
        }
        return largest;
    }
}
