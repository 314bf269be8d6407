package io.tokenweir.report.limiter;

/**
 * A limiter as a search left it.
 *
 * @param best the likeliest hypothesis, with its size
 * @param kindConfidence that its kind is right, and so on
 * @param low lower end of the size
 */
record Limited(
        Hypothesis best,
        double size,
        double low,
        double high,
        double sizeConfidence,
        double seconds,
        double secondsLow,
        double secondsHigh,
        double secondsConfidence,
        WindowKind kind,
        double kindConfidence,
        double chargingConfidence,
        double dimensionConfidence,
        Fill fill,
        int scripts,
        int refusals,
        String why) {}
