package io.tokenweir.load.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SortedBlockTest {
    @Property(tries = 300)
    void givesEveryValueBackInOrder(@ForAll("values") List<Long> values) {
        long[] sorted = values.stream().mapToLong(Long::longValue).sorted().toArray();

        assertHolds(packed(sorted), sorted);
    }

    /** Durations near each other or anywhere, of seconds near each other or anywhere. */
    @Provide
    Arbitrary<List<Long>> values() {
        Arbitrary<Long> near = Arbitraries.longs().between(19_000_000, 21_000_000);
        Arbitrary<Long> anywhere = Arbitraries.longs().between(0, Long.MAX_VALUE);
        Arbitrary<Integer> seconds = Arbitraries.oneOf(
                Arbitraries.integers().between(7, 9), Arbitraries.integers().between(0, 2_000_000));
        return Combinators.combine(Arbitraries.oneOf(near, anywhere), seconds)
                .as(Tagged::of)
                .list()
                .ofMaxSize(400);
    }

    @Test
    void keepsNothingOfTheBlockBefore() {
        SortedBlock.Packer packer = new SortedBlock.Packer(200);
        packer.pack(values(200, 1_000_000_000_000L), 200);
        long[] second = values(130, 1_000);
        long[] sorted = second.clone();
        Arrays.sort(sorted);

        packer.pack(second, second.length);

        assertHolds(packer.toBlock(), sorted);
    }

    @Test
    void takesTwoBytesForAGapThatVariesByMilliseconds() {
        SplittableRandom random = new SplittableRandom(5);
        long[] gaps = new long[ValueStore.BLOCK];
        Arrays.setAll(
                gaps, i -> Tagged.of(20_000_000 + (long) (random.nextGaussian() * 500_000), 40 + random.nextInt(3)));
        SortedBlock.Packer packer = new SortedBlock.Packer(gaps.length);

        packer.pack(gaps, gaps.length);

        assertThat(packer.length() * (double) Long.BYTES / gaps.length).isLessThan(2.5);
    }

    /** In a block of their own, in any order. */
    static SortedBlock packed(long... tagged) {
        SortedBlock.Packer packer = new SortedBlock.Packer(Math.max(1, tagged.length));
        packer.pack(tagged.clone(), tagged.length);
        return packer.toBlock();
    }

    private static long[] values(int count, long most) {
        SplittableRandom random = new SplittableRandom(count);
        long[] values = new long[count];
        Arrays.setAll(values, i -> Tagged.of(random.nextLong(most), random.nextInt(50)));
        return values;
    }

    private static void assertHolds(SortedBlock block, long[] sorted) {
        assertThat(block.count()).isEqualTo(sorted.length);
        for (int i = 0; i < sorted.length; i++) {
            assertThat(block.at(i)).isEqualTo(sorted[i]);
        }
    }
}
