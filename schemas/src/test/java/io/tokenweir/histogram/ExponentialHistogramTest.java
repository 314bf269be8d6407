package io.tokenweir.histogram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

import io.tokenweir.events.Distribution;

class ExponentialHistogramTest {
    private final ExponentialHistogram histogram = new ExponentialHistogram();

    @Test
    void keepsCountSumMinAndMaxExactly() {
        histogram.record(1_000_003);
        histogram.record(0);
        histogram.record(7, 3);

        assertThat(histogram.count()).isEqualTo(5);
        assertThat(histogram.zeroCount()).isEqualTo(1);
        assertThat(histogram.sumNanos()).isEqualTo(1_000_003 + 21);
        assertThat(histogram.minNanos()).isZero();
        assertThat(histogram.maxNanos()).isEqualTo(1_000_003);
    }

    @Test
    void anEmptyOneAnswersZeroEverywhere() {
        assertThat(histogram.quantile(0.99)).isZero();
        assertThat(histogram.minNanos()).isZero();
        assertThat(histogram.maxNanos()).isZero();
        assertThat(histogram.toAvro().getP50Nanos()).isNull();
    }

    @Test
    void oneSecondIsTheUpperBoundOfBucketZero() {
        histogram.record(1_000_000_000);
        histogram.record(1_000_000_001);

        assertThat(indexes()).containsExactly(0, 1);
        assertThat(ExponentialHistogram.upperBoundSeconds(6, 0)).isEqualTo(1.0);
        assertThat(ExponentialHistogram.upperBoundSeconds(6, 64)).isEqualTo(2.0);
        assertThat(ExponentialHistogram.upperBoundSeconds(0, -3)).isEqualTo(0.125);
    }

    @Test
    void takesTheNearestRank() {
        for (int ms = 1; ms <= 100; ms++) {
            histogram.record(ms * 1_000_000L);
        }

        assertThat(histogram.quantile(0.5) / 1e6).isCloseTo(50, within(0.0054));
        assertThat(histogram.quantile(0.9) / 1e6).isCloseTo(90, within(0.0054));
        assertThat(histogram.quantile(0.07) / 1e6).isCloseTo(7, within(0.0054));
        assertThat(histogram.quantile(0) / 1e6).isCloseTo(1, within(0.0054));
        assertThat(histogram.quantile(1) / 1e6).isCloseTo(100, within(0.0054));
    }

    @Test
    void neverAnswersOutsideWhatWasSeen() {
        histogram.record(1_000_000);
        histogram.record(1_000_001);

        assertThat(histogram.quantile(0)).isBetween(1_000_000L, 1_000_001L);
        assertThat(histogram.quantile(1)).isBetween(1_000_000L, 1_000_001L);
    }

    @Test
    void percentilesThatTooFewDurationsSupportAreNull() {
        histogram.record(5_000_000, 99);
        assertThat(histogram.toAvro().getP95Nanos()).isEqualTo(5_000_000);
        assertThat(histogram.toAvro().getP99Nanos()).isNull();

        histogram.record(5_000_000);
        assertThat(histogram.toAvro().getP99Nanos()).isEqualTo(5_000_000);
        assertThat(histogram.toAvro().getP999Nanos()).isNull();
    }

    @Test
    void travelsInPrometheusSpansAndDeltas() {
        histogram.record(1_000_000_000, 3);
        histogram.record(1_005_000_000, 5);
        histogram.record(2_000_000_000, 4);

        Distribution avro = histogram.toAvro();

        assertThat(avro.getSpans())
                .extracting(span -> span.getOffset() + "+" + span.getLength())
                .containsExactly("0+2", "62+1");
        assertThat(avro.getDeltas()).containsExactly(3L, 2L, -1L);
    }

    @Test
    void holdsTheShortestAndTheLongestDurationThereIs() {
        histogram.record(1);
        histogram.record(Long.MAX_VALUE);

        assertThat(histogram.quantile(0.5)).isEqualTo(1);
        assertThat((double) histogram.quantile(1)).isCloseTo(Long.MAX_VALUE, within(0.0054));
        assertThat(ExponentialHistogram.fromAvro(histogram.toAvro())).isEqualTo(histogram);
    }

    @Test
    void theSumStopsAtItsLimitInsteadOfTurningNegative() {
        histogram.record(Long.MAX_VALUE / 2, 3);

        assertThat(histogram.sumNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void clearingForgetsEverything() {
        histogram.record(123);
        histogram.clear();

        assertThat(histogram).isEqualTo(new ExponentialHistogram());
    }

    @Test
    void mergingIntoItselfDoublesIt() {
        histogram.record(7, 2);
        histogram.merge(histogram);

        assertThat(histogram.count()).isEqualTo(4);
        assertThat(histogram.sumNanos()).isEqualTo(28);
    }

    @Test
    void refusesNegativeDurations() {
        assertThatThrownBy(() -> histogram.record(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1 ns");
    }

    @Test
    void refusesToBecomeFiner() {
        histogram.downscale(3);

        assertThatThrownBy(() -> histogram.downscale(4)).hasMessageContaining("from -4 to 3");
    }

    @Test
    void refusesADamagedRecord() {
        histogram.record(1_000, 5);
        Distribution wrongCount = histogram.toAvro();
        wrongCount.setCount(6);
        Distribution farOut = histogram.toAvro();
        farOut.getSpans().get(0).setOffset(1 << 30);
        Distribution belowZero = histogram.toAvro();
        belowZero.setDeltas(new ArrayList<>(belowZero.getDeltas()));
        belowZero.getDeltas().set(0, -1L);

        assertThatThrownBy(() -> ExponentialHistogram.fromAvro(wrongCount)).hasMessageContaining("buckets hold 5");
        assertThatThrownBy(() -> ExponentialHistogram.fromAvro(farOut)).hasMessageContaining("damaged");
        assertThatThrownBy(() -> ExponentialHistogram.fromAvro(belowZero)).hasMessageContaining("-1 durations");
    }

    private List<Integer> indexes() {
        List<Integer> indexes = new ArrayList<>();
        histogram.forEachBucket((index, count) -> indexes.add(index));
        return indexes;
    }

    private static Percentage within(double share) {
        return Percentage.withPercentage(share * 100);
    }
}
