package io.tokenweir.load.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class IterationsTest {
    @Property(tries = 100)
    void sharesEveryNumberOutOnceAmongUsersAndInstances(
            @ForAll @IntRange(min = 1, max = 300) int total,
            @ForAll @IntRange(min = 1, max = 5) int instances,
            @ForAll long seed) {
        List<Long> all = new ArrayList<>();
        for (int i = 0; i < instances; i++) {
            all.addAll(drain(new SharedIterations(total, new Share(i, instances)), 7, seed));
        }
        assertThat(all.stream().sorted()).containsExactlyElementsOf(numbers(total));
    }

    @Property(tries = 100)
    void givesEachUserItsOwnNumbersInWhateverOrderUsersCome(@ForAll long seed) {
        IterationsPerUser iterations = IterationsPerUser.of(4, 3);
        List<Long> all = drain(iterations, 4, seed);
        assertThat(all.stream().sorted()).containsExactlyElementsOf(numbers(12));
        assertThat(all.stream().filter(number -> number / 3 == 2)).containsExactly(6L, 7L, 8L);
    }

    @Test
    void isOverForAUserThatHasDoneAllWhileOthersGoOn() {
        IterationsPerUser iterations = IterationsPerUser.of(2, 1);
        assertThat(iterations.take(1)).isEqualTo(1);
        assertThat(iterations.isOver(1)).isTrue();
        assertThat(iterations.take(1)).isEqualTo(Iterations.NONE);
        assertThat(iterations.isOver(0)).isFalse();
    }

    @Test
    void neverEndsAModelThatIsBoundedByTime() {
        IterationsPerUser iterations = IterationsPerUser.endless(2);
        assertThat(LongStream.range(0, 3).map(i -> iterations.take(0))).containsExactly(0L, 1L, 2L);
        assertThat(iterations.take(1)).isEqualTo(1_000_003L);
        assertThat(iterations.isOver(0)).isFalse();
    }

    private static List<Long> drain(Iterations iterations, int users, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Long> taken = new ArrayList<>();
        while (!LongStream.range(0, users).allMatch(user -> iterations.isOver((int) user))) {
            long number = iterations.take(random.nextInt(users));
            if (number != Iterations.NONE) {
                taken.add(number);
            }
        }
        return taken;
    }

    private static List<Long> numbers(int end) {
        return LongStream.range(0, end).boxed().toList();
    }
}
