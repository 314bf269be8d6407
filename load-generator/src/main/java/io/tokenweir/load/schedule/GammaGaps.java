package io.tokenweir.load.schedule;

import java.util.random.RandomGenerator;

/**
 * Gamma distributed gaps of mean 1: shape k, scale 1/k, so that their coefficient of variation is 1/√k. Below 1 they come in
 * bursts, at 1 they are a Poisson process's, above it they become even. vLLM's {@code burstiness} and AIPerf's smoothness are k.
 *
 * <p>Rejection by Marsaglia and Tsang (ACM TOMS 26, 2000), with their power of a uniform for shapes below 1; normals by
 * Marsaglia's polar method. Strict arithmetic and nothing of the JDK's own distributions: the same on every machine.
 */
public final class GammaGaps implements UnitGaps {
    private final double shape;
    private final RandomGenerator random;
    private final double d;
    private final double c;

    public GammaGaps(double shape, RandomGenerator random) {
        this.shape = shape;
        this.random = random;
        this.d = (shape < 1 ? shape + 1 : shape) - 1.0 / 3;
        this.c = 1 / Math.sqrt(9 * d);
    }

    @Override
    public double next() {
        double boost = shape < 1 ? StrictMath.pow(uniform(), 1 / shape) : 1;
        return boost * atLeastOne() / shape;
    }

    private double atLeastOne() {
        while (true) {
            double normal = normal();
            double root = 1 + c * normal;
            double cube = root * root * root;
            if (root > 0 && StrictMath.log(uniform()) < normal * normal / 2 + d - d * cube + d * StrictMath.log(cube)) {
                return d * cube;
            }
        }
    }

    private double normal() {
        while (true) {
            double x = 2 * random.nextDouble() - 1;
            double y = 2 * random.nextDouble() - 1;
            double square = x * x + y * y;
            if (square > 0 && square < 1) {
                return x * Math.sqrt(-2 * StrictMath.log(square) / square);
            }
        }
    }

    /** In (0, 1]. */
    private double uniform() {
        return 1 - random.nextDouble();
    }
}
