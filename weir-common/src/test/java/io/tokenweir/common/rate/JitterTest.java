package io.tokenweir.common.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class JitterTest {
    private static final long BASE = 500;
    private static final long CAP = 8_000;

    @Property
    void staysWithinWhatEachFormulaAllows(
            @ForAll @IntRange(min = 0, max = 100) int retry,
            @ForAll @LongRange(min = 0, max = CAP) long previous,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long step = retry >= 4 ? CAP : BASE << retry;
        assertThat(Jitter.NONE.waitNanos(BASE, CAP, retry, previous, random)).isEqualTo(step);
        assertThat(Jitter.FULL.waitNanos(BASE, CAP, retry, previous, random)).isBetween(0L, step);
        assertThat(Jitter.EQUAL.waitNanos(BASE, CAP, retry, previous, random)).isBetween(step / 2, step);
        assertThat(Jitter.SDK.waitNanos(BASE, CAP, retry, previous, random)).isBetween(step * 3 / 4, step);
        assertThat(Jitter.DECORRELATED.waitNanos(BASE, CAP, retry, previous, random))
                .isBetween(BASE, Math.min(CAP, 3 * Math.max(BASE, previous)));
    }

    @Test
    void namesTheJittersThatItKnows() {
        assertThatThrownBy(() -> Jitter.of("some")).hasMessageContaining("none, full, equal, decorrelated, sdk");
    }
}
