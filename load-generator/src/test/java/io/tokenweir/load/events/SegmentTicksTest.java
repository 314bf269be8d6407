package io.tokenweir.load.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.tokenweir.load.health.LoopHealth;

class SegmentTicksTest {
    private final SegmentTicks ticks = new SegmentTicks(2, 1);

    @Test
    void endsASegmentOnlyWhenNoLoopHasAnythingOfItAnyMore() {
        ticks.take(mark(0, 1, segment(0, 5)));
        ticks.take(mark(1, 0, segment(0, 3)));
        assertThat(ticks.hasEnded(0)).isFalse();

        ticks.take(mark(1, 1, segment(0, 4)));
        assertThat(ticks.hasEnded(0)).isTrue();
        assertThat(ticks.hasEnded(1)).isFalse();
    }

    @Test
    void keepsTheCountsOfALoopThatHasEndedTheSegment() {
        ticks.take(mark(0, 1, segment(0, 5)));
        ticks.take(mark(1, 0, segment(0, 3)));
        ticks.take(mark(0, 1, segment(1, 1)));
        ticks.take(mark(1, 0, segment(0, 4)));

        assertThat(ticks.underWay()).containsExactly(0, 1);
        assertThat(ticks.counts(0).offeredAt(0)).isEqualTo(9);
        assertThat(ticks.counts(1).offeredAt(0)).isEqualTo(1);
    }

    @Test
    void keepsNothingOfASegmentThatIsForgotten() {
        ticks.take(mark(0, 1, segment(0, 5)));
        ticks.take(mark(1, 1, segment(0, 5)));
        ticks.forget(0);

        assertThat(ticks.underWay()).isEmpty();
    }

    @Test
    void isOverWhenEveryLoopHasSaidItsLast() {
        ticks.take(mark(0, BoundaryMark.NONE_OPEN, segment(0, 5)));
        assertThat(ticks.isOver()).isFalse();
        ticks.take(mark(1, BoundaryMark.NONE_OPEN));
        assertThat(ticks.isOver()).isTrue();
        assertThat(ticks.hasEnded(0)).isTrue();
    }

    private static BoundaryMark mark(int loop, int openFrom, SegmentMark... segments) {
        return new BoundaryMark(loop, 1_000_000, List.of(segments), openFrom, new LoopHealth().drain());
    }

    private static SegmentMark segment(int number, int offered) {
        PartitionCounts counts = new PartitionCounts(1);
        for (int i = 0; i < offered; i++) {
            counts.offered(0);
        }
        return new SegmentMark(number, counts, List.of());
    }
}
