package io.tokenweir.load.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.tokenweir.load.health.ProcText.CoreTimes;
import io.tokenweir.load.health.ProcText.ThreadTimes;

class ProcTextTest {
    @Test
    void readsWhatAThreadUsedAndHowLongItWaitedForACore() {
        assertThat(ThreadTimes.of("1200820 1190553 2\n")).isEqualTo(new ThreadTimes(1_200_820, 1_190_553));
    }

    @Test
    void aCoreIsBusyInWhatIsNeitherIdleNorWaitingForTheDisk() {
        List<CoreTimes> before = ProcText.cores(List.of(
                "cpu  20 0 0 180 0 0 0 0 0 0", "cpu0 10 0 0 90 0 0 0 0 0 0", "cpu1 10 0 0 90 0 0 0 0 0 0", "intr 5"));
        List<CoreTimes> after = ProcText.cores(List.of("cpu0 30 5 25 110 20 2 8 0 0 0", "cpu1 10 0 0 190 0 0 0 0 0 0"));
        assertThat(before).hasSize(2);
        assertThat(after.get(0).busyPercentSince(before.get(0))).isEqualTo(60);
        assertThat(after.get(1).busyPercentSince(before.get(1))).isZero();
    }

    @Test
    void readsTheThrottledTimeOfBothVersionsOfControlGroups() {
        assertThat(ProcText.throttledNanos(List.of("nr_periods 10", "nr_throttled 2", "throttled_time 7000000")))
                .isEqualTo(7_000_000);
        assertThat(ProcText.throttledNanos(List.of("usage_usec 9", "throttled_usec 7000")))
                .isEqualTo(7_000_000);
        assertThat(ProcText.throttledNanos(List.of("usage_usec 9"))).isZero();
    }

    @Test
    void findsTheLargestReceiveQueueOfTheTargetsConnections() throws Exception {
        InetSocketAddress target = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 8080);
        String other = "  0: 0100007F:1F91 0100007F:1F91 01 00000000:00FFFFFF 00:00000000 00000000 0 0 1";
        String servers = "  1: 0100007F:1F90 0100007F:C001 01 00000000:00FFFFFF 00:00000000 00000000 0 0 2";
        String small = "  2: 0100007F:C001 0100007F:1F90 01 00000000:00000010 00:00000000 00000000 0 0 3";
        String large = " 13: 0100007F:C002 0100007F:1F90 01 00000000:00010000 00:00000000 00000000 0 0 4";
        assertThat(ProcText.largestReceiveQueue(List.of("  sl  local_address rem_address", other, servers), target))
                .isZero();
        assertThat(ProcText.largestReceiveQueue(List.of(other, small, large, servers), target))
                .isEqualTo(65_536);
    }

    @Test
    void findsTheTargetAlsoWhereTheSocketSpeaksIpv6() throws Exception {
        String mapped = "  0: 0000000000000000FFFF00000100007F:C001 0000000000000000FFFF00000100007F:1F90 01 "
                + "00000000:00000020 00:00000000 00000000 0 0 1";
        String real = "  1: 00000000000000000000000001000000:C001 00000000000000000000000001000000:1F90 01 "
                + "00000000:00000030 00:00000000 00000000 0 0 1";
        InetSocketAddress four = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 8080);
        InetSocketAddress six = new InetSocketAddress(InetAddress.getByName("::1"), 8080);
        assertThat(ProcText.largestReceiveQueue(List.of(mapped, real), four)).isEqualTo(32);
        assertThat(ProcText.largestReceiveQueue(List.of(mapped, real), six)).isEqualTo(48);
    }
}
