package io.tokenweir.provision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.tokenweir.provision.http.GroupStats;
import io.tokenweir.provision.mail.MailboxProvider;

class StartGateTest {
    private final Map<String, GroupStats> groups = new HashMap<>();

    private StartGate gate(int parallelism, StartPattern pattern) {
        return new StartGate(parallelism, pattern, () -> groups);
    }

    private void group(String name, int waiting, double perSecond) {
        groups.put(name, new GroupStats(0, 0, 0, waiting, perSecond));
    }

    @Test
    void beginsAccountsAsLongAsNoEndpointHasMoreWaitingThanItCanTakeInAMoment() {
        StartGate gate = gate(ProvisionPlan.AUTOMATIC, StartPattern.STAGGERED);
        group("mailbox", 50, 1000);
        group("keys", 3, 5);
        assertThat(gate.isOpen(100)).isTrue();

        group("keys", 4, 5);
        assertThat(gate.isOpen(100)).isFalse();
    }

    @Test
    void boundsWhatIsInProgressEvenWhereNothingWaits() {
        assertThat(gate(ProvisionPlan.AUTOMATIC, StartPattern.STAGGERED).isOpen(StartGate.MOST_ACTIVE))
                .isFalse();
        assertThat(gate(3, StartPattern.STAGGERED).isOpen(2)).isTrue();
        assertThat(gate(3, StartPattern.STAGGERED).isOpen(3)).isFalse();
    }

    @Test
    void staggersStartsAtTheRateOfTheMailboxes() {
        StartGate gate = gate(ProvisionPlan.AUTOMATIC, StartPattern.STAGGERED);
        group(MailboxProvider.GROUP, 0, 40);
        assertThat(gate.pauseNanos()).isEqualTo(25_000_000L);

        group(MailboxProvider.GROUP, 0, 1000);
        assertThat(gate.pauseNanos()).isEqualTo(1_000_000L);
    }

    @Test
    void pausesAfterEachBurstOnly() {
        StartGate gate = gate(ProvisionPlan.AUTOMATIC, new StartPattern(3, Duration.ofNanos(7)));

        List<Long> pauses = Stream.generate(gate::pauseNanos).limit(6).toList();

        assertThat(pauses).containsExactly(0L, 0L, 7L, 0L, 0L, 7L);
    }
}
