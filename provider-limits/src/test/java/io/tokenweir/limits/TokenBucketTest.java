package io.tokenweir.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
    private static final long MINUTE = 60_000_000_000L;

    @Test
    void refusesTheFourthRequestOfThree() {
        TokenBucket bucket = new TokenBucket(3, MINUTE, 0);

        assertThat(List.of(bucket.tryTake(0, 1), bucket.tryTake(0, 1), bucket.tryTake(0, 1), bucket.tryTake(0, 1)))
                .containsExactly(true, true, true, false);
    }

    @Test
    void refillsContinuouslyAndNotByTheMinute() {
        TokenBucket bucket = new TokenBucket(60, MINUTE, 0);
        bucket.take(0, 60);

        assertThat(bucket.remaining(1_500_000_000L)).isEqualTo(1);
        assertThat(bucket.tryTake(1_500_000_000L, 1)).isTrue();
        assertThat(bucket.waitNanos(1_500_000_000L, 1)).isEqualTo(500_000_000L);
    }

    @Test
    void neverHoldsMoreThanItsLimit() {
        TokenBucket bucket = new TokenBucket(10, MINUTE, 0);
        bucket.take(0, 4);
        bucket.take(0, -9);

        assertThat(bucket.remaining(100 * MINUTE)).isEqualTo(10);
        assertThat(bucket.tryTake(100 * MINUTE, 11)).isFalse();
    }

    @Test
    void canBeTakenIntoDebtAndIsThenRefilledFirst() {
        TokenBucket bucket = new TokenBucket(10, MINUTE, 0);
        bucket.take(0, 40);

        assertThat(bucket.remaining(0)).isZero();
        assertThat(bucket.used(0)).isEqualTo(40);
        assertThat(bucket.waitNanos(0, 10)).isEqualTo(4 * MINUTE);
    }

    @Property
    void lendsNoMoreThanABucketAndWhatFlowedIn(
            @ForAll @IntRange(min = 1, max = 5000) int limit,
            @ForAll @Size(max = 200) List<@IntRange(max = 2000) Integer> amounts,
            @ForAll @IntRange(max = 1_000_000_000) int stepNanos) {
        TokenBucket bucket = new TokenBucket(limit, MINUTE, 0);
        long now = 0;
        double taken = 0;
        for (int amount : amounts) {
            now += stepNanos;
            taken += bucket.tryTake(now, amount) ? amount : 0;
            assertThat(taken).isLessThanOrEqualTo(limit + (double) now * limit / MINUTE + 1e-3);
        }
    }

    @Property
    void admitsWhoWaitedAsLongAsItSaidAndNobodyEarlier(
            @ForAll @IntRange(min = 1, max = 100_000) int limit,
            @ForAll @IntRange(max = 200_000) int used,
            @ForAll @IntRange(min = 1, max = 100_000) int requested) {
        TokenBucket bucket = new TokenBucket(limit, MINUTE, 0);
        bucket.take(0, used);
        long amount = Math.min(requested, limit);
        long wait = bucket.waitNanos(0, amount);

        assertThat(wait == 0 || bucket.waitNanos(wait - 1, amount) > 0).isTrue();
        assertThat(bucket.statedWaitNanos(0, amount)).isGreaterThanOrEqualTo(wait);
        assertThat(bucket.tryTake(wait, amount)).isTrue();
    }

    @Property
    void givesBackExactlyWhatItTook(
            @ForAll @IntRange(min = 1, max = 1000) int limit, @ForAll @IntRange(max = 1000) int amount) {
        TokenBucket bucket = new TokenBucket(limit, MINUTE, 0);
        bucket.take(0, 7);
        long before = bucket.fullInNanos(0);
        bucket.take(0, amount);
        bucket.take(0, -amount);

        assertThat(bucket.fullInNanos(0)).isEqualTo(before);
    }
}
