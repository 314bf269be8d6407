package io.tokenweir.common.scenario;

import java.util.SplittableRandom;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How single values lie around their mean. A draw is a function of a seed and a number alone, by strict arithmetic: the same on
 * every machine, whoever draws. Pure.
 */
public enum Spread {
    /** The mean itself. */
    @JsonProperty("constant")
    CONSTANT,
    /** Evenly between half of the mean and one and a half. */
    @JsonProperty("uniform")
    UNIFORM,
    /** CV 1, most values small. */
    @JsonProperty("exponential")
    EXPONENTIAL,
    /** CV 1, with a long tail and few values near zero. */
    @JsonProperty("lognormal")
    LOGNORMAL;

    private static final double SIGMA = StrictMath.sqrt(StrictMath.log(2));

    /** What the mean is multiplied with in draw {@code number}; 1 on average. */
    public double factor(long seed, long number) {
        SplittableRandom random = new SplittableRandom(seed + number * 0x9E3779B97F4A7C15L);
        return switch (this) {
            case CONSTANT -> 1;
            case UNIFORM -> 0.5 + random.nextDouble();
            case EXPONENTIAL -> exponential(random);
            case LOGNORMAL -> StrictMath.exp(SIGMA * normal(random) - SIGMA * SIGMA / 2);
        };
    }

    private static double exponential(SplittableRandom random) {
        return -StrictMath.log1p(-random.nextDouble());
    }

    /** By Box and Muller's transform. */
    private static double normal(SplittableRandom random) {
        return StrictMath.sqrt(2 * exponential(random)) * StrictMath.cos(2 * Math.PI * random.nextDouble());
    }
}
