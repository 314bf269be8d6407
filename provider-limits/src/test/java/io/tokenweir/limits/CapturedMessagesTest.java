package io.tokenweir.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The arithmetic against messages that OpenAI really sent: limit, used, requested, window, and the wait they state. */
class CapturedMessagesTest {

    @ParameterizedTest(name = "limit {0}, used {1}, requested {2} per {3} s: try again in {4}")
    @CsvSource({
        "30000, 29937, 385, 60, 644ms",
        "10000, 8554, 3082, 60, 9.816s",
        "30000, 14567, 24754, 60, 18.642s",
        "30000, 18928, 11159, 60, 174ms",
        "30000, 28039, 3906, 60, 3.89s",
        "3, 3, 1, 60, 20s",
        "200, 200, 1, 86400, 7m12s",
        "2000, 2000, 1, 86400, 43.2s",
        "50, 50, 1, 86400, 28m48s"
    })
    void statesTheWaitOfTheCapturedMessage(long limit, long used, long requested, long windowSeconds, String wait) {
        TokenBucket bucket = new TokenBucket(limit, TimeUnit.SECONDS.toNanos(windowSeconds), 0);
        bucket.take(0, used);

        assertThat(bucket.tryTake(0, requested)).isFalse();
        assertThat(bucket.used(0)).isEqualTo(used);
        assertThat(GoDuration.ceil(bucket.statedWaitNanos(0, requested))).isEqualTo(wait);
    }

    @ParameterizedTest(name = "limit {0} with {1} used per {2} s: reset {3}")
    @CsvSource({
        "10000, 1, 86400, 8.64s",
        "200000, 22, 60, 6ms",
        "10000, 519, 60, 3.114s",
        "500, 1, 60, 120ms",
        "30000, 4, 60, 8ms",
        "60, 0, 60, 0s"
    })
    void resetsWhenTheBucketIsFullAgain(long limit, long used, long windowSeconds, String reset) {
        TokenBucket bucket = new TokenBucket(limit, TimeUnit.SECONDS.toNanos(windowSeconds), 0);
        bucket.take(0, used);

        assertThat(GoDuration.floor(bucket.fullInNanos(0))).isEqualTo(reset);
    }
}
