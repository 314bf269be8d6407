package io.tokenweir.histogram;

import java.util.Arrays;

import io.tokenweir.events.Distribution;

/**
 * The one histogram of the house: durations in nanoseconds, in base-2 exponential buckets.
 *
 * <p>The same buckets are used in the generator, in state stores, in result topics, as Prometheus native histograms and in
 * Parquet, so that every reader sees identical numbers. Count, sum, min and max are exact integers; the buckets are those
 * of a Prometheus native histogram over seconds ({@code nanos * 1e-9}) at schema 6 unless {@link #downscale lowered}. Merge
 * adds integers: any order and any grouping give equal histograms.
 *
 * <p>Quantiles: nearest rank, harmonic mid-point of the bucket, clamped to [min, max], so at most (base-1)/(base+1) =
 * 0.54 % off at schema 6, plus rounding to a whole nanosecond.
 *
 * <p>Buckets are a dense array over the range seen (64 per doubling), so recording costs a few nanoseconds and allocates
 * only when the range widens. Not thread-safe.
 */
public final class ExponentialHistogram {
    /** Resolution of a new histogram: base 2^(1/64). */
    public static final int DEFAULT_SCHEMA = Buckets.MAX_SCHEMA;

    /** Coarsest resolution: base 2^16. */
    public static final int MIN_SCHEMA = Buckets.MIN_SCHEMA;

    private static final int SLACK = 32;
    private static final long MILLION = 1_000_000;

    private int schema = DEFAULT_SCHEMA;
    private long zeroCount;
    private long count;
    private long sumNanos;
    private long minNanos = Long.MAX_VALUE;
    private long maxNanos;
    private long[] counts = {};
    private int firstIndex;

    /** Told of each non-empty bucket. */
    @FunctionalInterface
    public interface BucketVisitor {
        void bucket(int index, long count);
    }

    public void record(long nanos) {
        record(nanos, 1);
    }

    /** Records {@code nanos}, which must not be negative, {@code times} times. */
    public void record(long nanos, long times) {
        if (nanos < 0 || times < 0) {
            throw new IllegalArgumentException("A histogram cannot record a duration of " + nanos + " ns " + times
                    + " times; both must be at least 0.");
        }
        if (times == 0) {
            return;
        }
        if (nanos == 0) {
            zeroCount += times;
        } else {
            int fine = Buckets.indexOf(nanos * 1e-9);
            add(Buckets.coarser(fine, DEFAULT_SCHEMA - schema), times);
        }
        count += times;
        long product = nanos * times;
        boolean fits = Math.multiplyHigh(nanos, times) == 0 && product >= 0;
        sumNanos = saturatedSum(sumNanos, fits ? product : Long.MAX_VALUE);
        minNanos = Math.min(minNanos, nanos);
        maxNanos = Math.max(maxNanos, nanos);
    }

    /** Adds everything in {@code other}, which stays as it is. The result has the coarser schema of the two. */
    public void merge(ExponentialHistogram other) {
        if (other == this) {
            merge(other.copy());
            return;
        }
        downscale(Math.min(schema, other.schema));
        int levels = other.schema - schema;
        int from = 0;
        int to = other.counts.length;
        while (from < to && other.counts[from] == 0) {
            from++;
        }
        while (to > from && other.counts[to - 1] == 0) {
            to--;
        }
        if (from < to) {
            cover(Buckets.coarser(other.firstIndex + from, levels));
            cover(Buckets.coarser(other.firstIndex + to - 1, levels));
            for (int i = from; i < to; i++) {
                counts[Buckets.coarser(other.firstIndex + i, levels) - firstIndex] += other.counts[i];
            }
        }
        zeroCount += other.zeroCount;
        count += other.count;
        sumNanos = saturatedSum(sumNanos, other.sumNanos);
        minNanos = Math.min(minNanos, other.minNanos);
        maxNanos = Math.max(maxNanos, other.maxNanos);
    }

    /** Lowers the resolution by joining neighbouring buckets, without further loss; a finer schema than now is refused. */
    public void downscale(int newSchema) {
        if (newSchema > schema || newSchema < MIN_SCHEMA) {
            throw new IllegalArgumentException("A histogram of schema " + schema + " cannot become one of schema "
                    + newSchema + "; give one from " + MIN_SCHEMA + " to " + schema + ".");
        }
        int levels = schema - newSchema;
        schema = newSchema;
        if (levels == 0 || counts.length == 0) {
            return;
        }
        long[] fine = counts;
        int fineFirst = firstIndex;
        firstIndex = Buckets.coarser(fineFirst, levels);
        counts = new long[Buckets.coarser(fineFirst + fine.length - 1, levels) - firstIndex + 1];
        for (int i = 0; i < fine.length; i++) {
            counts[Buckets.coarser(fineFirst + i, levels) - firstIndex] += fine[i];
        }
    }

    /**
     * The smallest recorded duration, to bucket precision, that at least the share {@code q} of all durations does not
     * exceed; {@code q} counts to six decimals. 0 when empty.
     */
    public long quantile(double q) {
        if (!(q >= 0 && q <= 1)) {
            throw new IllegalArgumentException("A quantile lies between 0 and 1, not at " + q + ".");
        }
        if (count == 0) {
            return 0;
        }
        long parts = partsPerMillion(q);
        long whole = count / MILLION * parts;
        long rest = (count % MILLION * parts + MILLION - 1) / MILLION;
        long rank = Math.max(1, whole + rest);
        long below = zeroCount;
        if (rank <= below) {
            return 0;
        }
        for (int i = 0; i < counts.length; i++) {
            below += counts[i];
            if (rank <= below) {
                return midPoint(firstIndex + i);
            }
        }
        return maxNanos;
    }

    /** Whether enough was recorded for quantile {@code q} to mean something: n(1-q) is at least 1. */
    public boolean supports(double q) {
        long beyond = MILLION - partsPerMillion(q);
        return beyond > 0 && (count >= MILLION || count * beyond >= MILLION);
    }

    /** Visits the non-empty buckets of positive durations, lowest first. */
    public void forEachBucket(BucketVisitor visitor) {
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] != 0) {
                visitor.bucket(firstIndex + i, counts[i]);
            }
        }
    }

    /** Upper bound, included, of bucket {@code index} in seconds, as Prometheus has it. */
    public static double upperBoundSeconds(int schema, int index) {
        return Buckets.upperBound(schema, index);
    }

    public ExponentialHistogram copy() {
        ExponentialHistogram copy = new ExponentialHistogram();
        copy.schema = schema;
        copy.merge(this);
        return copy;
    }

    /** Forgets everything recorded; schema and storage stay. */
    public void clear() {
        Arrays.fill(counts, 0);
        zeroCount = 0;
        count = 0;
        sumNanos = 0;
        minNanos = Long.MAX_VALUE;
        maxNanos = 0;
    }

    /** As it travels; percentiles that {@link #supports} refuses are null. */
    public Distribution toAvro() {
        return DistributionCodec.encode(this);
    }

    /** Reads one that travelled; refuses one whose buckets do not add up to its count. */
    public static ExponentialHistogram fromAvro(Distribution distribution) {
        return DistributionCodec.decode(distribution);
    }

    public int schema() {
        return schema;
    }

    /** Number of durations. */
    public long count() {
        return count;
    }

    /** Number of durations of exactly 0 ns. */
    public long zeroCount() {
        return zeroCount;
    }

    /** Exact sum in nanoseconds; stays at {@link Long#MAX_VALUE} (292 years) once it got there. */
    public long sumNanos() {
        return sumNanos;
    }

    /** Smallest, 0 when empty. */
    public long minNanos() {
        return count == 0 ? 0 : minNanos;
    }

    /** Largest, 0 when empty. */
    public long maxNanos() {
        return maxNanos;
    }

    public boolean isEmpty() {
        return count == 0;
    }

    /** Equal when they would travel as equal records. */
    @Override
    public boolean equals(Object other) {
        return other instanceof ExponentialHistogram that && toAvro().equals(that.toAvro());
    }

    @Override
    public int hashCode() {
        return toAvro().hashCode();
    }

    @Override
    public String toString() {
        return "ExponentialHistogram[count=" + count + ", sumNanos=" + sumNanos + ", minNanos=" + minNanos()
                + ", maxNanos=" + maxNanos + ", p50Nanos=" + quantile(0.5) + ", schema=" + schema + "]";
    }

    static ExponentialHistogram restore(Distribution from) {
        ExponentialHistogram histogram = new ExponentialHistogram();
        histogram.downscale(from.getSchema$());
        histogram.zeroCount = from.getZeroCount();
        histogram.count = from.getCount();
        histogram.sumNanos = from.getSumNanos();
        histogram.minNanos = from.getCount() == 0 ? Long.MAX_VALUE : from.getMinNanos();
        histogram.maxNanos = from.getMaxNanos();
        return histogram;
    }

    void add(int index, long times) {
        cover(index);
        counts[index - firstIndex] += times;
    }

    private void cover(int index) {
        if (counts.length == 0) {
            counts = new long[SLACK];
            firstIndex = index - SLACK / 2;
            return;
        }
        int offset = index - firstIndex;
        if (offset >= 0 && offset < counts.length) {
            return;
        }
        int before = offset < 0 ? SLACK - offset : 0;
        int length = Math.max(before + counts.length, offset < 0 ? 0 : offset + 1 + SLACK);
        long[] wider = new long[length];
        System.arraycopy(counts, 0, wider, before, counts.length);
        counts = wider;
        firstIndex -= before;
    }

    private long midPoint(int index) {
        double upper = Buckets.upperBound(schema, index);
        double lower = Buckets.upperBound(schema, index - 1);
        long nanos = Math.round(2e9 * lower * upper / (lower + upper));
        return Math.max(minNanos, Math.min(maxNanos, nanos));
    }

    private static long partsPerMillion(double q) {
        return Math.round(q * MILLION);
    }

    private static long saturatedSum(long a, long b) {
        long sum = a + b;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }
}
