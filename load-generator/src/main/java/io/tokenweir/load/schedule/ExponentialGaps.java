package io.tokenweir.load.schedule;

import java.util.random.RandomGenerator;

/** Gaps of a Poisson process, by inversion. Strict arithmetic: the same on every machine. */
public final class ExponentialGaps implements UnitGaps {
    private final RandomGenerator random;

    public ExponentialGaps(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public double next() {
        return -StrictMath.log1p(-random.nextDouble());
    }
}
