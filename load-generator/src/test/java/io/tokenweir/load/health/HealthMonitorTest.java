package io.tokenweir.load.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.tokenweir.common.health.Validity;
import io.tokenweir.common.publish.PublisherStats;
import io.tokenweir.events.MeterHealth;
import io.tokenweir.events.Verdict;

class HealthMonitorTest {
    private static final long SECOND = 1_000_000_000;
    private static final long MS = 1_000_000;

    private final HealthMonitor monitor =
            new HealthMonitor(new PauseMeter(), new InetSocketAddress(InetAddress.getLoopbackAddress(), 9));

    @Test
    void eventsThatFindNoRoomMakeTheSecondInvalidInWhichTheyAreLostAndNoOther() {
        monitor.begin();
        MeterHealth lossy = close(new PublisherStats(10, 3, 0, 0, 0, 40), 5);
        MeterHealth after = close(new PublisherStats(20, 3, 0, 0, 0, 40), 5);
        assertThat(lossy.getEventsLost()).isEqualTo(5);
        assertThat(Validity.judge(lossy).verdict()).isEqualTo(Verdict.INVALID);
        assertThat(after.getEventsLost()).isZero();
    }

    @Test
    void eventsOnDiskAreToldAndWaitsForTheProducerCountInTheirOwnSecond() {
        monitor.begin();
        MeterHealth first = close(new PublisherStats(0, 0, 90, 30 * MS, 70, 70), 0);
        MeterHealth second = close(new PublisherStats(0, 0, 50, 32 * MS, 40, 70), 0);
        assertThat(first.getEventsOnDisk()).isEqualTo(70);
        assertThat(first.getEventsWaiting()).isEqualTo(92);
        assertThat(first.getPublishBlockedNanos()).isEqualTo(30 * MS);
        assertThat(second.getEventsOnDisk()).isEqualTo(40);
        assertThat(second.getPublishBlockedNanos()).isEqualTo(2 * MS);
    }

    @Test
    void theWorstOfSeveralLoopsDecides() {
        LoopHealth quick = new LoopHealth();
        LoopHealth slow = new LoopHealth();
        for (int i = 0; i < 10; i++) {
            quick.canary(MS);
            slow.canary(9 * MS);
        }
        slow.read(2 * MS, true);
        HealthMonitor.Second second =
                monitor.close(SECOND, List.of(quick.drain(), slow.drain()), PublisherStats.NOTHING, 0, 0);
        assertThat(second.health().getCanaryReads()).isEqualTo(20);
        assertThat(second.health().getCanaryErrorMaxNanos()).isEqualTo(9 * MS);
        assertThat(second.health().getFullReads()).isEqualTo(1);
        assertThat(second.reads()).isEqualTo(1);
        assertThat(Validity.judge(second.health()).verdict()).isEqualTo(Verdict.INVALID);
    }

    private MeterHealth close(PublisherStats stats, long lost) {
        return monitor.close(SECOND, List.of(), stats, 2, lost).health();
    }
}
