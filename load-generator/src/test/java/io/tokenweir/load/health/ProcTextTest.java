package io.tokenweir.load.health;

import static org.assertj.core.api.Assertions.assertThat;

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
}
