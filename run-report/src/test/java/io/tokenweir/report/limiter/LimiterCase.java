package io.tokenweir.report.limiter;

import java.util.List;
import java.util.function.Supplier;

/**
 * A wall and what is to be found of it.
 *
 * @param truths one for each limiter
 */
record LimiterCase(String name, Supplier<Wall> wall, List<Truth> truths, World.Noise noise, int meanAnswer) {
    /** What a limiter really is. A window of 0 has none. */
    record Truth(Dimension dimension, WindowKind kind, double size, double seconds, LimitScope scope) {}

    LimiterCase with(World.Noise other) {
        return new LimiterCase(name + " with " + other, wall, truths, other, meanAnswer);
    }

    LimiterCase answering(int tokens) {
        return new LimiterCase(name + ", answers of " + tokens, wall, truths, noise, tokens);
    }
}
