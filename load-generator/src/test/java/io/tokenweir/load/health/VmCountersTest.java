package io.tokenweir.load.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;

import org.junit.jupiter.api.Test;

class VmCountersTest {
    @Test
    void aCollectionShowsInBothTimes() {
        VmCounters counters = VmCounters.own();
        long gcBefore = counters.gcNanos();
        long safepointsBefore = counters.safepointNanos();
        System.gc();
        assertThat(counters.gcNanos()).isGreaterThan(gcBefore);
        assertThat(counters.safepointNanos() - safepointsBefore).isGreaterThanOrEqualTo(counters.gcNanos() - gcBefore);
    }

    @Test
    void aVirtualMachineWithoutTheFileTellsNothing() {
        VmCounters counters = VmCounters.of(ByteBuffer.allocate(0));
        assertThat(counters.gcNanos()).isZero();
        assertThat(counters.safepointNanos()).isZero();
    }

    @Test
    void aFileOfAnotherLayoutTellsNothing() {
        assertThat(VmCounters.of(ByteBuffer.allocate(4096)).safepointNanos()).isZero();
    }
}
