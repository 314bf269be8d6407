package io.tokenweir.report.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;

import org.junit.jupiter.api.Test;

import io.tokenweir.histogram.ExponentialHistogram;

class BucketsTest {
    @Test
    void agreesWithThePipelinesHistogramOnAnyDuration() {
        Random random = new Random(3);
        ExponentialHistogram theirs = new ExponentialHistogram();
        Buckets ours = new Buckets();
        for (int i = 0; i < 200_000; i++) {
            long nanos = random.nextLong(1L << random.nextInt(1, 45));
            theirs.record(nanos);
            ours.record(nanos);
        }
        assertThat(read(theirs).difference(ours)).isNull();
    }

    @Test
    void agreesAtPowersOfTwoSecondsAndBesideThem() {
        for (long nanos = 1_953_125; nanos <= 1_953_125L << 20; nanos *= 2) {
            for (long beside = nanos - 1; beside <= nanos + 1; beside++) {
                ExponentialHistogram theirs = new ExponentialHistogram();
                theirs.record(beside);
                Buckets ours = new Buckets();
                ours.record(beside);
                assertThat(read(theirs).difference(ours)).as("%d ns", beside).isNull();
            }
        }
    }

    @Test
    void namesTheFirstBucketThatDiffers() {
        Buckets one = new Buckets();
        Buckets other = new Buckets();
        one.record(1_000);
        one.record(3_000);
        one.record(9_000);
        other.record(1_000);
        other.record(4_000);
        other.record(9_000);
        assertThat(one.difference(other)).startsWith("bucket " + Buckets.index(3_000));
    }

    private static Buckets read(ExponentialHistogram histogram) {
        Buckets buckets = new Buckets();
        buckets.add(histogram.toAvro());
        return buckets;
    }
}
