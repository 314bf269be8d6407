package io.tokenweir.load.react;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import io.tokenweir.common.scenario.KeyBucketSpec;
import io.tokenweir.protocol.limit.RateLimit;

class KeyBucketTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long FOR_EVER = Long.MAX_VALUE;

    @Test
    void holdsNothingBackBeforeItKnowsALimit() {
        KeyBucket bucket = new KeyBucket(spec(null, null), 0);
        for (int i = 0; i < 1_000; i++) {
            assertThat(bucket.reserve(1_000, FOR_EVER, 0)).isZero();
        }
    }

    @Test
    void spacesRequestsByTheDeclaredRate() {
        KeyBucket bucket = new KeyBucket(spec(60.0, null), 0);
        assertThat(bucket.reserve(1, FOR_EVER, 0)).isZero();
        assertThat(bucket.reserve(1, FOR_EVER, 0)).isCloseTo(SECOND, within(2L));
        assertThat(bucket.reserve(1, FOR_EVER, 0)).isCloseTo(2 * SECOND, within(2L));
    }

    @Test
    void spacesByTokensWhereTheyAreScarcer() {
        KeyBucket bucket = new KeyBucket(spec(6_000.0, 6_000.0), 0);
        assertThat(bucket.reserve(100, FOR_EVER, 0)).isZero();
        assertThat(bucket.reserve(50, FOR_EVER, 0)).isCloseTo(SECOND / 2, within(2L));
    }

    @Test
    void takesNothingWhenTheWaitIsTooLong() {
        KeyBucket bucket = new KeyBucket(spec(60.0, null), 0);
        bucket.reserve(1, FOR_EVER, 0);
        assertThat(bucket.reserve(1, SECOND / 2, 0)).isEqualTo(KeyBucket.TOO_LONG);
        assertThat(bucket.reserve(1, FOR_EVER, 0)).isCloseTo(SECOND, within(2L));
    }

    @Test
    void mirrorsTheServersBucketFromItsHeaders() {
        KeyBucket bucket = new KeyBucket(spec(null, null), 0);
        bucket.reserve(1, FOR_EVER, 0);
        // 60 a minute, 59 used: full again in 59 s, so one a second
        bucket.told(new RateLimit("requests", 60, 1, 59 * SECOND), null, 1, 0);
        assertThat(bucket.reserve(1, FOR_EVER, 0)).isZero();
        assertThat(bucket.reserve(1, FOR_EVER, 0)).isCloseTo(SECOND, within(2L));
    }

    @Test
    void takesWhatIsOnItsWayOffTheLevelThatAHeaderTells() {
        KeyBucket bucket = new KeyBucket(spec(null, null), 0);
        bucket.reserve(1, FOR_EVER, 0);
        bucket.reserve(1, FOR_EVER, 0);
        bucket.told(new RateLimit("requests", 60, 1, 59 * SECOND), null, 1, 0);
        assertThat(bucket.reserve(1, FOR_EVER, 0)).isCloseTo(SECOND, within(2L));
    }

    @Test
    void holdsAllBackAsLongAsTheServerAsked() {
        KeyBucket bucket = new KeyBucket(spec(null, null), 0);
        bucket.reserve(1, FOR_EVER, 0);
        bucket.told(null, null, 1, 0);
        bucket.refused(2 * SECOND, 0);
        assertThat(bucket.reserve(1, FOR_EVER, 0)).isEqualTo(2 * SECOND);
        assertThat(bucket.reserve(1, FOR_EVER, SECOND)).isEqualTo(SECOND);
        assertThat(bucket.reserve(1, FOR_EVER, 2 * SECOND)).isZero();
    }

    @Test
    void givesBackWhatWasNotSent() {
        KeyBucket bucket = new KeyBucket(spec(60.0, null), 0);
        bucket.reserve(1, FOR_EVER, 0);
        bucket.unsent(1);
        assertThat(bucket.reserve(1, FOR_EVER, 0)).isZero();
    }

    @Property(tries = 200)
    void neverLetsMoreThroughThanTheRateAndTheBurst(
            @ForAll @IntRange(min = 1, max = 600) int perMinute, @ForAll @IntRange(min = 1, max = 200) int wishes) {
        KeyBucket bucket = new KeyBucket(spec((double) perMinute, null), 0);
        long lastStart = 0;
        for (int i = 0; i < wishes; i++) {
            lastStart = Math.max(lastStart, bucket.reserve(1, FOR_EVER, 0));
        }
        double burst = Math.max(1, perMinute / 60.0);
        assertThat(lastStart / 1e9).isGreaterThanOrEqualTo((wishes - burst) * 60.0 / perMinute - 1e-6);
    }

    private static KeyBucketSpec spec(Double requests, Double tokens) {
        return new KeyBucketSpec(requests, tokens, true, 0.0, Duration.ofSeconds(1), null);
    }
}
