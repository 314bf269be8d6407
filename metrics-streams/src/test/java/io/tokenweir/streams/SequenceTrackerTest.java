package io.tokenweir.streams;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SequenceTrackerTest {
    private final SequenceTracker tracker = new SequenceTracker();

    @Test
    void numbersInTheirOrderMissNothing() {
        for (long seq = 0; seq < 5; seq++) {
            assertThat(tracker.accept(seq)).isZero();
        }
        assertThat(tracker.holes).isEmpty();
    }

    @Test
    void aHoleCountsItsNumbersAndWhatComesAfterAllTakesThemOffAgain() {
        tracker.accept(0);
        assertThat(tracker.accept(4)).isEqualTo(3);
        assertThat(tracker.accept(2)).isEqualTo(-1);
        assertThat(tracker.accept(1)).isEqualTo(-1);
        assertThat(tracker.holes).containsOnlyKeys(3L);
        assertThat(tracker.accept(3)).isEqualTo(-1);
        assertThat(tracker.holes).isEmpty();
    }

    @Test
    void aNumberThatWasSeenIsADuplicateAlsoOneThatFilledAHole() {
        tracker.accept(0);
        tracker.accept(3);
        tracker.accept(1);
        assertThat(tracker.accept(0)).isEqualTo(SequenceTracker.DUPLICATE);
        assertThat(tracker.accept(1)).isEqualTo(SequenceTracker.DUPLICATE);
        assertThat(tracker.accept(3)).isEqualTo(SequenceTracker.DUPLICATE);
    }

    @Test
    void holesAreForgottenRatherThanMemoryFilled() {
        for (long seq = 1; seq < 4 * SequenceTracker.MOST_HOLES; seq += 2) {
            assertThat(tracker.accept(seq)).isEqualTo(1);
        }
        assertThat(tracker.holes).hasSize(SequenceTracker.MOST_HOLES);
        assertThat(tracker.accept(0)).isEqualTo(SequenceTracker.DUPLICATE);
    }
}
