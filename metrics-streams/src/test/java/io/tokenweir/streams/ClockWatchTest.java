package io.tokenweir.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

class ClockWatchTest {
    private static final long SECOND = 1_000_000;
    private static final long HOUR = 3600 * SECOND;

    @Test
    void clocksThatAgreeDifferByTheirLeastDelaysOnly() {
        SourceProgress one = source(0, 40_000, 300_000, 50_000);
        SourceProgress other = source(0, 70_000, 60_000, 900_000);
        assertThat(ClockWatch.spreadMicros(List.of(one, other))).isLessThan(SECOND);
    }

    @Test
    void anInstanceWhoseClockIsAnHourAheadIsFound() {
        SourceProgress one = source(0, 40_000, 50_000, 50_000);
        SourceProgress other = source(HOUR, 40_000 - HOUR, 50_000 - HOUR, 60_000 - HOUR);
        assertThat(ClockWatch.spreadMicros(List.of(one, other))).isEqualTo(HOUR);
    }

    @Test
    void aJumpOfTheOnlyInstanceIsFoundForwardsAndBack() {
        ClockWatch ahead = new ClockWatch();
        ahead.tick(0, 0);
        ahead.tick(HOUR + SECOND, SECOND);
        assertThat(ahead.largestJumpMicros).isEqualTo(HOUR);
        ClockWatch back = new ClockWatch();
        back.tick(HOUR, 0);
        back.tick(0, SECOND);
        assertThat(back.largestJumpMicros).isEqualTo(HOUR);
    }

    @Test
    void aPauseAndABacklogAreNoJump() {
        ClockWatch watch = new ClockWatch();
        watch.tick(0, 0);
        watch.tick(60 * SECOND, 60 * SECOND);
        watch.tick(61 * SECOND, 90 * SECOND);
        watch.tick(62 * SECOND, 90 * SECOND);
        assertThat(watch.largestJumpMicros).isLessThanOrEqualTo(SECOND);
    }

    @Test
    void oneTickOfOneInstanceComparesWithNothing() {
        assertThat(ClockWatch.spreadMicros(List.of(source(0, 40_000)))).isEqualTo(ClockWatch.UNKNOWN);
    }

    private static SourceProgress source(long firstBoundary, long... delays) {
        SourceProgress source = new SourceProgress();
        for (int i = 0; i < delays.length; i++) {
            long boundary = firstBoundary + i * SECOND;
            source.clock.tick(boundary, boundary + delays[i]);
        }
        return source;
    }
}
