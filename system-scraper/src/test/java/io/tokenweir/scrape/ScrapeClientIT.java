package io.tokenweir.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.tokenweir.events.ScrapeFailureCause;

class ScrapeClientIT {
    private static TestTarget target;

    private final ScrapeClient client = new ScrapeClient(System::nanoTime, Duration.ofSeconds(2));

    @BeforeAll
    static void open() throws IOException {
        target = new TestTarget();
    }

    @AfterAll
    static void close() {
        target.close();
    }

    @Test
    void anAnswerIsItsText() {
        ScrapeAnswer answer = client.ask(target.at("/metrics")).join();
        assertThat(answer.failure()).isNull();
        assertThat(answer.text()).contains("DCGM_FI_DEV_GPU_UTIL{gpu=\"0\"} 75");
        assertThat(answer.endedNanos()).isGreaterThan(answer.beganNanos());
    }

    @Test
    void anotherStatusIsAFailure() {
        assertThat(failure(target.at("/broken"))).isEqualTo("STATUS " + target.at("/broken") + " answers 500");
    }

    @Test
    void whatIsTooLargeIsNotReadToItsEnd() {
        assertThat(failure(target.at("/huge")))
                .isEqualTo("TOO_LARGE " + target.at("/huge") + " answers more than 4 MiB");
    }

    @Test
    void silenceIsAFailureAfterTheTimeAllowed() {
        assertThat(failure(target.at("/slow")))
                .isEqualTo("SLOW " + target.at("/slow") + " gave no whole answer within 2 s");
    }

    @Test
    void aPortWhereNobodyListensIsDown() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        URI nowhere = URI.create("http://127.0.0.1:" + free + "/metrics");
        assertThat(failure(nowhere)).isEqualTo(ScrapeFailureCause.DOWN + " nobody answers at " + nowhere);
    }

    private String failure(URI address) {
        ScrapeAnswer answer = client.ask(address).join();
        assertThat(answer.text()).isNull();
        return answer.failure().getCause() + " " + answer.failure().getSentence();
    }
}
