package io.tokenweir.simulator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

class DueHeapTest {
    private final DueHeap<Long> heap = new DueHeap<>();

    @Test
    void hasNothingDueWhileItIsEmpty() {
        assertThat(heap.isEmpty()).isTrue();
        assertThat(heap.firstDueNanos()).isEqualTo(Engine.NEVER);
    }

    @Test
    void givesWhatIsDueFirstHoweverItWasFilled() {
        new SplittableRandom(7).longs(1_000, -50, 400).forEach(due -> heap.add(due, due));

        assertThat(drained()).hasSize(1_000).isSorted();
    }

    @Test
    void putsAPostponedOneBehindWhatIsDueSooner() {
        heap.add(1L, 1);
        heap.add(2L, 2);
        heap.add(3L, 3);

        heap.postponeFirst(10);

        assertThat(heap.firstDueNanos()).isEqualTo(2);
        assertThat(drained()).containsExactly(2L, 3L, 1L);
    }

    @Test
    void leavesAPostponedOneInFrontWhenNothingElseIsDueSooner() {
        heap.add(1L, 1);
        heap.add(9L, 9);

        heap.postponeFirst(5);

        assertThat(heap.first()).isEqualTo(1L);
        assertThat(heap.firstDueNanos()).isEqualTo(5);
    }

    private List<Long> drained() {
        List<Long> order = new ArrayList<>();
        while (!heap.isEmpty()) {
            order.add(heap.first());
            heap.removeFirst();
        }
        return order;
    }
}
