package io.tokenweir.load.schedule;

import java.util.SplittableRandom;

import io.tokenweir.common.scenario.LengthSpec;

/** Draws from a distribution of lengths: each a function of a seed and a number alone, whoever draws. Pure. */
public final class SeededLength {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private SeededLength() {}

    public static int draw(LengthSpec lengths, long seed, long number) {
        return lengths.quantile(new SplittableRandom(seed + number * GOLDEN).nextDouble());
    }
}
