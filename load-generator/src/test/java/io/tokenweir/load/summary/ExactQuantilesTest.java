package io.tokenweir.load.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ExactQuantilesTest {
    private static final double[] ASKED = {0.5, 0.9, 0.99, 0.999};

    @Property(tries = 300)
    void everyRankIsTheValueAtThatPlaceOfTheSortedArray(
            @ForAll @Size(min = 1, max = 40) List<@Size(max = 30) List<@LongRange(min = 0, max = 50) Long>> runs) {
        long[] all = sorted(runs);
        ExactQuantiles quantiles = new ExactQuantiles(runs(runs));

        assertThat(quantiles.count()).isEqualTo(all.length);
        for (int rank = 1; rank <= all.length; rank++) {
            assertThat(quantiles.ranked(rank)).isEqualTo(all[rank - 1]);
        }
    }

    @Property(tries = 300)
    void aQuantileIsTheNearestRankOrNothingWhenNoValueLiesBeyondIt(
            @ForAll @Size(min = 1, max = 4)
                    List<@Size(max = 700) List<@LongRange(min = 0, max = 8_000_000_000_000L) Long>> runs) {
        long[] all = sorted(runs);
        ExactQuantiles quantiles = new ExactQuantiles(runs(runs));

        for (double q : ASKED) {
            BigDecimal n = BigDecimal.valueOf(all.length);
            BigDecimal share = BigDecimal.valueOf(q);
            boolean tooFew = n.multiply(BigDecimal.ONE.subtract(share)).compareTo(BigDecimal.ONE) < 0;
            int rank = n.multiply(share).setScale(0, RoundingMode.CEILING).intValueExact();
            assertThat(quantiles.quantile(q)).isEqualTo(tooFew ? null : (Long) all[rank - 1]);
        }
    }

    @Test
    void countsARepeatedValueAsOftenAsItCame() {
        ExactQuantiles quantiles = new ExactQuantiles(List.of(new SortedValues.Repeated(0, 98), inMemory(7, 9)));

        assertThat(quantiles.quantile(0.9)).isZero();
        assertThat(quantiles.quantile(0.99)).isEqualTo(7);
        assertThat(quantiles.max()).isEqualTo(9);
    }

    @Test
    void aHundredValuesHaveANinetyNinthPercentileAndNinetyNineHaveNone() {
        assertThat(upTo(100).quantile(0.99)).isEqualTo(99);
        assertThat(upTo(99).quantile(0.99)).isNull();
    }

    private static ExactQuantiles upTo(int most) {
        long[] values = new long[most];
        Arrays.setAll(values, i -> i + 1);
        return new ExactQuantiles(List.of(inMemory(values)));
    }

    private static List<SortedValues> runs(List<List<Long>> lists) {
        List<SortedValues> runs = new ArrayList<>();
        for (List<Long> list : lists) {
            long[] values = sorted(List.of(list));
            runs.add(inMemory(values));
        }
        return runs;
    }

    private static SortedValues inMemory(long... nanos) {
        return SortedBlockTest.packed(
                Arrays.stream(nanos).map(each -> Tagged.of(each, 3)).toArray());
    }

    private static long[] sorted(List<List<Long>> lists) {
        return lists.stream()
                .flatMap(List::stream)
                .mapToLong(Long::longValue)
                .sorted()
                .toArray();
    }
}
