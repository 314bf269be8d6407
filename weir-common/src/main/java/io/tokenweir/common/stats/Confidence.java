package io.tokenweir.common.stats;

/** The confidence of every interval here: 95 %, two-sided. */
public final class Confidence {
    public static final double LEVEL = 0.95;

    /** Probability beyond either bound. */
    public static final double TAIL = (1 - LEVEL) / 2;

    /** Half-width of an interval in standard errors, when their size is known. */
    public static final double Z = 1.959963984540054;

    private Confidence() {}

    /** Half-width of an interval in standard errors that were estimated. @param degrees of freedom */
    public static double t(double degrees) {
        return StudentT.quantile(1 - TAIL, degrees);
    }
}
