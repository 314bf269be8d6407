package io.tokenweir.report.limiter;

/** The number that people would have chosen. */
final class SizeText {
    private SizeText() {}

    /** The roundest number within an interval; whole where calls are counted. */
    static double roundest(double low, double high, boolean whole) {
        double from = whole ? Math.ceil(low - 1e-4) : low;
        if (high <= from) {
            return from;
        }
        for (double unit = Math.pow(10, Math.ceil(Math.log10(Math.max(1, high)))); unit >= 1; unit /= 10) {
            for (double part : new double[] {1, 0.5, 0.25, 0.2}) {
                double step = unit * part;
                if (step < 1) {
                    continue;
                }
                double first = Math.ceil(from / step - 1e-9) * step;
                if (first <= high) {
                    return first;
                }
            }
        }
        return whole ? from : (low + high) / 2;
    }
}
