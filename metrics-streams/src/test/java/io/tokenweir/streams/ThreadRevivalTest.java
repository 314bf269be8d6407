package io.tokenweir.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.junit.jupiter.api.Test;

class ThreadRevivalTest {
    private long nowNanos;
    private final ThreadRevival revival = new ThreadRevival(() -> nowNanos);

    @Test
    void replacesAThreadThatDiesNowAndThen() {
        for (int death = 0; death < 100; death++) {
            assertThat(dies()).isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD);
            nowNanos += Duration.ofSeconds(30).toNanos();
        }
    }

    @Test
    void givesUpWhenThreadsKeepDying() {
        for (int death = 0; death < 20; death++) {
            assertThat(dies()).isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD);
        }
        assertThat(dies()).isEqualTo(StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
    }

    private StreamThreadExceptionResponse dies() {
        return revival.handle(new IllegalStateException("the thread's end"));
    }
}
