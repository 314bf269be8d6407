package io.tokenweir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

class BrokerWatchTest {
    @Test
    void tellsWhyTheBrokerGaveUp() throws Exception {
        AtomicInteger looks = new AtomicInteger();
        CompletableFuture<String> died = new CompletableFuture<>();
        try (BrokerWatch watch = new BrokerWatch(
                () -> looks.incrementAndGet() < 2 ? Optional.empty() : Optional.of("No space left on device"),
                died::complete)) {
            assertThat(died.get(30, TimeUnit.SECONDS)).isEqualTo("No space left on device");
        }
    }

    @Test
    void makesOneSentenceOfIt() {
        assertThat(BrokerWatch.sentence("Error while writing.\n\tat kafka.log"))
                .isEqualTo("The broker gave up: Error while writing; look whether its disk is full "
                        + "or its folder was removed.");
    }
}
