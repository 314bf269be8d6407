package io.tokenweir.load.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

class StartOrderTest {
    private static final long SLOT = 2_999_000_000L;

    @Test
    void keepsTheOrderOfRowsThatAreNotSpread() {
        assertThat(starts(new StartOrder(new TraceTiming(1, 0, 1)), 0, 0, 5, 5, 5, 9))
                .extracting(StartOrder.Start::number)
                .containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void sortsRowsOfSlotsThatTheSpreadReachesBeyond() {
        long[] offsets = new long[2_000];
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = i / 20 * SLOT;
        }
        List<StartOrder.Start> starts = starts(new StartOrder(new TraceTiming(1, 4 * SLOT, 7)), offsets);
        assertThat(starts)
                .hasSize(offsets.length)
                .extracting(StartOrder.Start::nanos)
                .isSorted();
        assertThat(starts).extracting(StartOrder.Start::number).doesNotHaveDuplicates();
    }

    @Test
    void givesNothingThatALaterRowCouldStillPrecede() {
        StartOrder order = new StartOrder(new TraceTiming(1, SLOT, 1));
        order.add(TraceRow.lengths(0, 1, 1, TraceRow.NO_PREFIXES));
        assertThat(order.poll()).isNull();
        order.add(TraceRow.lengths(SLOT, 1, 1, TraceRow.NO_PREFIXES));
        assertThat(order.poll().number()).isZero();
        assertThat(order.poll()).isNull();
        order.noMore();
        assertThat(order.poll().number()).isEqualTo(1);
    }

    private static List<StartOrder.Start> starts(StartOrder order, long... offsets) {
        List<StartOrder.Start> starts = new ArrayList<>();
        for (long offset : offsets) {
            order.add(TraceRow.lengths(offset, 1, 1, TraceRow.NO_PREFIXES));
            drain(order, starts);
        }
        order.noMore();
        drain(order, starts);
        return starts;
    }

    private static void drain(StartOrder order, List<StartOrder.Start> into) {
        for (StartOrder.Start next = order.poll(); next != null; next = order.poll()) {
            into.add(next);
        }
    }
}
