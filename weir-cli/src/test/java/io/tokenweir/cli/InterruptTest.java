package io.tokenweir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class InterruptTest {
    private final List<String> told = new ArrayList<>();

    @Test
    void theFirstOneTellsTheListenersAndTheSecondOneEndsAtOnce() {
        try (Interrupt interrupt = new Interrupt(() -> told.add("end"))) {
            interrupt.onRequest(() -> told.add("stop"));

            interrupt.signalled();
            assertThat(told).containsExactly("stop");

            interrupt.signalled();
            assertThat(told).containsExactly("stop", "end");
        }
    }

    @Test
    void whoListensAfterwardsIsToldAtOnce() {
        try (Interrupt interrupt = new Interrupt(() -> told.add("end"))) {
            interrupt.signalled();

            interrupt.onRequest(() -> told.add("stop"));

            assertThat(told).containsExactly("stop");
        }
    }

    @Test
    void aStopThatOurselvesAskForTwiceIsOne() {
        try (Interrupt interrupt = new Interrupt(() -> told.add("end"))) {
            interrupt.onRequest(() -> told.add("stop"));

            interrupt.request();
            interrupt.request();

            assertThat(told).containsExactly("stop");
        }
    }

    @Test
    void aServiceThatIsAskedToEndHasDoneItsWork(@TempDir Path folder) throws InterruptedException {
        try (WeirProcess service = WeirProcess.start(folder, Map.of(), List.of("simulate"))) {
            service.lineAfter("SMTP", Duration.ofSeconds(30));

            service.askToEnd();

            assertThat(service.exitCode(Duration.ofSeconds(20))).isEqualTo(ExitCode.PASSED);
            assertThat(service.output()).doesNotContain("Exception");
        }
    }
}
