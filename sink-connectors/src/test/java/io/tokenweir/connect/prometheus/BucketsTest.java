package io.tokenweir.connect.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;

import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.tokenweir.connect.Windows;
import io.tokenweir.events.Grouping;
import io.tokenweir.histogram.ExponentialHistogram;

class BucketsTest {
    private static long[] durations() {
        return new SplittableRandom(7).longs(500, 0, 3_000_000_000L).toArray();
    }

    private static Buckets read(long... durations) {
        Struct row = (Struct) Windows.record(
                        Windows.row(
                                Windows.series("r", Grouping.RUN, ""),
                                10,
                                Windows.aggregate(1),
                                Windows.aggregate(1, durations)),
                        0)
                .value();
        return Buckets.of(row.getStruct("cumulative").getStruct("ttft"));
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 5, 4, 3, 0, -2})
    void agreesWithTheHistogramItselfAtEveryResolution(int schema) {
        ExponentialHistogram expected = new ExponentialHistogram();
        for (long nanos : durations()) {
            expected.record(nanos);
        }
        expected.downscale(schema);

        Buckets buckets = read(durations()).downscaledTo(schema);

        int[] position = {0};
        expected.forEachBucket((index, count) -> {
            assertThat(buckets.indices()[position[0]]).isEqualTo(index);
            assertThat(buckets.counts()[position[0]++]).isEqualTo(count);
        });
        assertThat(buckets.indices()).hasSize(position[0]);
        assertThat(buckets.schema()).isEqualTo(schema);
        assertThat(buckets.count()).isEqualTo(expected.count());
        assertThat(buckets.sumNanos()).isEqualTo(expected.sumNanos());
    }

    @Test
    void readsAnEmptyDistribution() {
        Buckets empty = read();

        assertThat(empty.count()).isZero();
        assertThat(empty.downscaledTo(0).indices()).isEmpty();
    }
}
