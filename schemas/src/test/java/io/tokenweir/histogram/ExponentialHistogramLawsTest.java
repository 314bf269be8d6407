package io.tokenweir.histogram;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class ExponentialHistogramLawsTest {
    private static final double ERROR_BOUND = 0.005416;

    @Provide
    Arbitrary<List<Long>> durations() {
        return Arbitraries.oneOf(
                        Arbitraries.longs().between(0, 1_000),
                        Arbitraries.longs().between(1_000, 1_000_000_000),
                        Arbitraries.longs().between(1_000_000, Long.MAX_VALUE / 1_000))
                .list()
                .ofMaxSize(60);
    }

    @Property(tries = 300)
    void mergeIsCommutative(@ForAll("durations") List<Long> a, @ForAll("durations") List<Long> b) {
        assertThat(merged(of(a), of(b))).isEqualTo(merged(of(b), of(a)));
    }

    @Property(tries = 300)
    void mergeIsAssociative(
            @ForAll("durations") List<Long> a,
            @ForAll("durations") List<Long> b,
            @ForAll("durations") List<Long> c,
            @ForAll @IntRange(min = -4, max = 6) int schemaOfB) {
        ExponentialHistogram coarse = of(b);
        coarse.downscale(schemaOfB);

        assertThat(merged(merged(of(a), coarse), of(c))).isEqualTo(merged(of(a), merged(coarse, of(c))));
    }

    @Property(tries = 300)
    void mergingEqualsRecordingEverythingInOne(@ForAll("durations") List<Long> a, @ForAll("durations") List<Long> b) {
        ExponentialHistogram one = of(a);
        b.forEach(one::record);

        assertThat(merged(of(a), of(b))).isEqualTo(one);
    }

    @Property(tries = 300)
    void downscaleAndMergeCommute(
            @ForAll("durations") List<Long> a,
            @ForAll("durations") List<Long> b,
            @ForAll @IntRange(min = -4, max = 6) int schema) {
        ExponentialHistogram mergedFirst = merged(of(a), of(b));
        mergedFirst.downscale(schema);
        ExponentialHistogram left = of(a);
        left.downscale(schema);
        ExponentialHistogram right = of(b);
        right.downscale(schema);

        assertThat(merged(left, right)).isEqualTo(mergedFirst);
    }

    @Property(tries = 300)
    void recordingCoarselyEqualsLoweringLater(
            @ForAll("durations") List<Long> a, @ForAll @IntRange(min = -4, max = 6) int schema) {
        ExponentialHistogram coarseFromTheStart = new ExponentialHistogram();
        coarseFromTheStart.downscale(schema);
        a.forEach(coarseFromTheStart::record);
        ExponentialHistogram loweredLater = of(a);
        loweredLater.downscale(schema);

        assertThat(coarseFromTheStart).isEqualTo(loweredLater);
    }

    @Property(tries = 300)
    void travellingChangesNothing(@ForAll("durations") List<Long> a, @ForAll @IntRange(min = -4, max = 6) int schema) {
        ExponentialHistogram histogram = of(a);
        histogram.downscale(schema);

        assertThat(ExponentialHistogram.fromAvro(histogram.toAvro()).toAvro()).isEqualTo(histogram.toAvro());
        assertThat(histogram.copy()).isEqualTo(histogram);
    }

    @Property(tries = 500)
    void everyQuantileIsWithinTheErrorBound(
            @ForAll("durations") List<Long> a, @ForAll @DoubleRange(min = 0, max = 1) double q) {
        double sixDecimals = Math.round(q * 1e6) / 1e6;
        List<Long> sorted = a.stream().sorted().toList();
        if (sorted.isEmpty()) {
            return;
        }
        int rank = (int) Math.max(1, (Math.round(sixDecimals * 1e6) * sorted.size() + 999_999) / 1_000_000);
        double exact = sorted.get(rank - 1);

        assertThat(Math.abs(of(a).quantile(q) - exact)).isLessThanOrEqualTo(exact * ERROR_BOUND + 0.5);
    }

    @Property(tries = 1000)
    void everyDurationLiesWithinItsBucket(@ForAll @LongRange(min = 1) long nanos) {
        int index = Buckets.indexOf(nanos * 1e-9);

        assertThat(nanos * 1e-9).isLessThanOrEqualTo(Buckets.upperBound(6, index));
        assertThat(nanos * 1e-9).isGreaterThan(Buckets.upperBound(6, index - 1));
    }

    @Property(tries = 1000)
    void aBoundBelongsToTheBucketItClosesAndTheNextValueToTheNext(
            @ForAll @IntRange(min = -1900, max = 2100) int index) {
        double bound = Buckets.upperBound(6, index);

        assertThat(Buckets.indexOf(bound)).isEqualTo(index);
        assertThat(Buckets.indexOf(Math.nextUp(bound))).isEqualTo(index + 1);
    }

    private static ExponentialHistogram of(List<Long> durations) {
        ExponentialHistogram histogram = new ExponentialHistogram();
        durations.forEach(histogram::record);
        return histogram;
    }

    private static ExponentialHistogram merged(ExponentialHistogram a, ExponentialHistogram b) {
        ExponentialHistogram result = a.copy();
        result.merge(b);
        return result;
    }
}
