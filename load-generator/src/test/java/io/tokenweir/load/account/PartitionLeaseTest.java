package io.tokenweir.load.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PartitionLeaseTest {
    private static final long NOW = 1_000;

    private final LeaseProof proof = new LeaseProof(100, NOW);
    private final PartitionLease lease = new PartitionLease(proof);

    @Test
    void letsNothingStartBeforeTheGroupHasConfirmedIt() {
        assertThat(lease.enter(NOW)).isFalse();
        assertThat(lease.open()).isZero();
    }

    @Test
    void letsRequestsStartAsLongAsItsConfirmationIsBelieved() {
        proof.confirmed(NOW);
        assertThat(lease.enter(NOW + 99)).isTrue();
        assertThat(lease.mayStart(NOW + 100)).isFalse();
        assertThat(lease.enter(NOW + 100)).isFalse();
        proof.confirmed(NOW + 90);
        assertThat(lease.enter(NOW + 189)).isTrue();
    }

    @Test
    void countsWhatWasLetInAndHasNotEnded() {
        proof.confirmed(NOW);
        lease.enter(NOW);
        lease.enter(NOW);
        lease.leave();
        assertThat(lease.open()).isOne();
    }

    @Test
    void isNeverHeldAgainOnceItHasEnded() {
        proof.confirmed(NOW);
        lease.end();
        proof.confirmed(NOW + 1);
        assertThat(lease.isHeld()).isFalse();
        assertThat(lease.enter(NOW + 2)).isFalse();
    }

    @Test
    void aClockThatWrapsAroundMakesNoDifference() {
        LeaseProof late = new LeaseProof(100, Long.MAX_VALUE - 10);
        late.confirmed(Long.MAX_VALUE - 10);
        assertThat(late.isFresh(Long.MIN_VALUE + 20)).isTrue();
        assertThat(late.isFresh(Long.MIN_VALUE + 200)).isFalse();
    }
}
