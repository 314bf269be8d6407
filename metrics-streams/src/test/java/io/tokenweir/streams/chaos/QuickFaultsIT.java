package io.tokenweir.streams.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

/** One short run with the faults that matter most, for every build. {@link FaultSuiteIT} is the long one. */
class QuickFaultsIT {
    @Test
    void nothingIsLostOrDoubledWhenInstancesGeneratorAndBrokerDie() throws Exception {
        FaultReport report = FaultRun.play(Plan.of(
                        "quick",
                        7,
                        20,
                        List.of(
                                new Fault(1_000, FaultKind.DIE_BEFORE_COMMIT, 4),
                                new Fault(9_000, FaultKind.BROKER_KILL, 3),
                                new Fault(15_000, FaultKind.GENERATOR_CRASH, 1),
                                new Fault(16_000, FaultKind.KILL, 2)))
                .withInstanceTimeout(Duration.ofSeconds(5)));
        System.out.println(report.text());
        assertThat(report.differences()).isEmpty();
    }
}
