package io.tokenweir.load.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.SelectStrategy;
import org.junit.jupiter.api.Test;

class WakeClockTest {
    private long now = 5_000_000;
    private final WakeClock clock = new WakeClock(() -> now, nanos -> now += nanos);

    @Test
    void countsFromTheFirstStampOfATurn() throws Exception {
        turn();
        assertThat(clock.sinceWake(now)).isZero();
        assertThat(clock.sinceWake(now + 700)).isEqualTo(700);
        turn();
        assertThat(clock.sinceWake(now + 9_000)).isZero();
    }

    @Test
    void countsARestAsDelayOfTheReadsBehindIt() throws Exception {
        flood();
        turn();
        assertThat(clock.sinceWake(now + 300)).isEqualTo(ReadModeration.REST_NANOS + 300);
    }

    @Test
    void looksAtTheConnectionsAtOnceWhenTasksWait() throws Exception {
        flood();
        assertThat(clock.calculateStrategy(() -> 5, true)).isEqualTo(5);
        assertThat(clock.sinceWake(now + 300)).isZero();
    }

    private void flood() {
        for (int i = 0; i < 3 * ReadModeration.READS; i++) {
            clock.sinceWake(now);
        }
    }

    private void turn() throws Exception {
        assertThat(clock.calculateStrategy(() -> 0, false)).isEqualTo(SelectStrategy.SELECT);
    }
}
