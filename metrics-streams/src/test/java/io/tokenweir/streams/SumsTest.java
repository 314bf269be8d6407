package io.tokenweir.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

import io.tokenweir.streams.Sums.Amount;

class SumsTest {
    @Test
    void aSumThatWouldOverflowStaysAtTheLargestNumber() {
        Sums sums = new Sums();
        sums.add(Amount.COST_PICO, Long.MAX_VALUE - 1);
        sums.add(Amount.COST_PICO, 7);
        sums.add(Amount.COST_PICO, 7);
        assertThat(sums.get(Amount.COST_PICO)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aHashWrapsAround() {
        Sums sums = new Sums();
        sums.add(Amount.RECORD_HASH, Long.MAX_VALUE);
        sums.add(Amount.RECORD_HASH, 1);
        assertThat(sums.get(Amount.RECORD_HASH)).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void aHoleThatIsFilledIsTakenAway() {
        Sums sums = new Sums();
        sums.add(Amount.MISSING_RECORDS, 1);
        sums.add(Amount.MISSING_RECORDS, -1);
        sums.add(Amount.MISSING_RECORDS, -1);
        assertThat(sums.get(Amount.MISSING_RECORDS)).isEqualTo(-1);
    }

    @Property
    void theOrderAndGroupingOfLargeAmountsDoNotMatter(@ForAll List<@LongRange(min = 0) Long> costs) {
        Sums one = new Sums();
        costs.forEach(cost -> one.add(Amount.COST_PICO, cost));
        Sums backwards = new Sums();
        for (int i = costs.size() - 1; i >= 0; i--) {
            Sums part = new Sums();
            part.add(Amount.COST_PICO, costs.get(i));
            part.merge(backwards);
            backwards = part;
        }
        assertThat(backwards.get(Amount.COST_PICO)).isEqualTo(one.get(Amount.COST_PICO));
    }
}
