package io.tokenweir.load.certificate;

/**
 * Where the statistics may lie when every start is fixed beforehand (even, ramping, replayed): nothing is left to chance, so
 * the bands hold what lateness is let pass.
 *
 * <p>The mean may be off by 1 %; the CV by what starts that are late at random would add, at most a tenth (less where single
 * gaps are judged together, so that even arrivals are never taken for Poisson's); the counts' standard deviation by half of a
 * Poisson process's; and one gap in a hundred, of fewer the one behind a single late start, may be off by more than the
 * resolution.
 */
final class LatenessBands {
    private static final double MEAN = 0.01;
    private static final double CV = 0.1;
    private static final double DEVIATION = 0.5;
    private static final double SHARE = 0.01;

    private LatenessBands() {}

    static Band mean() {
        return new Band(1, 1 - MEAN, 1 + MEAN);
    }

    static Band cv(double asked, int together) {
        double room = Math.min(CV, DEVIATION / Math.sqrt(together));
        return new Band(asked, Math.max(0, asked - room), asked + room);
    }

    static Band dispersion(double asked) {
        double deviation = Math.sqrt(asked);
        double low = Math.max(0, deviation - DEVIATION);
        double high = deviation + DEVIATION;
        return new Band(asked, low * low, high * high);
    }

    static Band distance(int gaps) {
        double oneAndNotTwo = 1.5 / gaps;
        return new Band(0, 0, Math.max(SHARE, oneAndNotTwo));
    }
}
