package io.tokenweir.common.rate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class BackOffTest {
    @Property
    void neverWaitsLongerThanTheDoubledBaseOrTheCap(
            @ForAll @IntRange(max = 100) int retry,
            @ForAll long seed,
            @ForAll @LongRange(min = 1, max = 1L << 40) long base) {
        long cap = 1L << 41;

        long wait = new BackOff(base, cap).waitNanos(retry, new SplittableRandom(seed));

        double doubled = base * Math.pow(2, retry);
        assertThat((double) wait).isBetween(0.0, Math.min(cap, doubled));
    }

    @Property
    void obeysAtLeastWhatWasAskedAndAtMostATenthMore(
            @ForAll @LongRange(min = 0, max = 1L << 45) long asked, @ForAll long seed) {
        assertThat(BackOff.obeyNanos(asked, new SplittableRandom(seed))).isBetween(asked, asked + asked / 10 + 1);
    }
}
