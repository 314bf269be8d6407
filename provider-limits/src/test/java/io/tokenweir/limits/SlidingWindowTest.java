package io.tokenweir.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SlidingWindowTest {
    private static final long SECOND = 1_000_000_000L;

    /** Observed at a gateway with limit 100: after 59 and 55 a refusal "29 seconds", 15 s later "14 seconds". */
    @Test
    void countsDownToTheMomentWhenTheFirstUseAgesOut() {
        SlidingWindow window = new SlidingWindow(60 * SECOND);
        window.add(0, 59);
        window.add(20 * SECOND, 55);

        assertThat(window.waitNanos(31 * SECOND, 99)).isEqualTo(29 * SECOND);
        assertThat(window.waitNanos(46 * SECOND, 99)).isEqualTo(14 * SECOND);
        assertThat(window.waitNanos(60 * SECOND, 99)).isZero();
        assertThat(window.used(60 * SECOND)).isEqualTo(55);
    }

    @Test
    void isEmptyOneWindowAfterTheLastUse() {
        SlidingWindow window = new SlidingWindow(60 * SECOND);
        window.add(5 * SECOND, 1);

        assertThat(window.emptyInNanos(10 * SECOND)).isEqualTo(55 * SECOND);
        assertThat(window.emptyInNanos(65 * SECOND)).isZero();
    }

    @Property
    void equalsTheSumOfTheUsesYoungerThanTheWindow(
            @ForAll @Size(max = 60) List<@IntRange(max = 30) Integer> gaps,
            @ForAll @IntRange(min = 1, max = 50) int amount) {
        SlidingWindow window = new SlidingWindow(60);
        long now = 0;
        long[] instants = new long[gaps.size()];
        for (int i = 0; i < gaps.size(); i++) {
            now += gaps.get(i);
            instants[i] = now;
            window.add(now, amount);
            long expected = 0;
            for (int j = 0; j <= i; j++) {
                expected += instants[j] + 60 > now ? amount : 0;
            }
            assertThat(window.used(now)).isEqualTo(expected);
        }
    }
}
