package io.tokenweir.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.utils.Exit;
import org.junit.jupiter.api.Test;

class FatalFaultsTest {
    @Test
    void aServerThatHaltsLeavesTheJvmAliveAndItsReasonBehind() {
        FatalFaults.keepTheJvmAlive();

        Exit.halt(1, "all log dirs have failed");

        assertThat(FatalFaults.last()).contains("all log dirs have failed");
        FatalFaults.forget();
        assertThat(FatalFaults.last()).isEmpty();
    }
}
