package io.tokenweir.common.audit;

import java.util.Arrays;

/**
 * Do clients that were sent away come back as a herd?
 *
 * <p>A <em>common reset</em> is a second into which at least {@value #COMMON} refused attempts were asked to wait. After
 * each, retries are counted in slots of 100 ms over the three seconds from its start; the <em>herd index</em> is the
 * variance of those counts over their mean (the index of dispersion, Fano 1947): 1 when clients come back independently, n
 * when n come back in one slot, below 1 when they are spread more evenly than chance would.
 *
 * <p>Memory: 44 bytes per second of the run. Not thread-safe.
 */
final class HerdIndex {
    private static final int COMMON = 10;
    private static final long SLOT_NANOS = 100_000_000L;
    private static final int SLOTS_PER_SECOND = 10;
    private static final int SLOTS = 3 * SLOTS_PER_SECOND;
    /** Wishes further ahead are not remembered: nobody waits so long in a load test. */
    private static final long FURTHEST_NANOS = 3_600_000_000_000L;

    private final long originNanos;
    private int[] retries = new int[64];
    private int[] resets = new int[8];

    HerdIndex(long originNanos) {
        this.originNanos = originNanos;
    }

    /** A refusal was read at {@code nowNanos} and asked to wait. */
    void asked(long nowNanos, long askedNanos) {
        if (askedNanos <= FURTHEST_NANOS) {
            int second = slot(nowNanos + askedNanos) / SLOTS_PER_SECOND;
            resets = grown(resets, second);
            resets[second]++;
        }
    }

    /** A retry went to the socket. */
    void retried(long nowNanos) {
        int slot = slot(nowNanos);
        retries = grown(retries, slot);
        retries[slot]++;
    }

    void merge(HerdIndex other) {
        if (other.originNanos != originNanos) {
            throw new IllegalArgumentException("Audits of different origins cannot be added up.");
        }
        retries = sum(retries, other.retries);
        resets = sum(resets, other.resets);
    }

    /** The common resets taken together. */
    ReactionReport.Herd report() {
        int common = 0;
        double weighted = 0;
        long counted = 0;
        ReactionReport.Reset worst = null;
        for (int second = 0; second < resets.length; second++) {
            if (resets[second] >= COMMON) {
                common++;
                ReactionReport.Reset reset = after(second);
                if (reset.index() != null) {
                    weighted += reset.index() * reset.returned();
                    counted += reset.returned();
                    worst = worst == null || reset.index() > worst.index() ? reset : worst;
                }
            }
        }
        return new ReactionReport.Herd(common, counted == 0 ? null : (Double) (weighted / counted), worst);
    }

    private ReactionReport.Reset after(int second) {
        long sum = 0;
        long squares = 0;
        int peak = 0;
        for (int i = 0; i < SLOTS; i++) {
            int slot = second * SLOTS_PER_SECOND + i;
            int count = slot < retries.length ? retries[slot] : 0;
            sum += count;
            squares += (long) count * count;
            peak = Math.max(peak, count);
        }
        double mean = (double) sum / SLOTS;
        Double index = sum < COMMON ? null : (Double) (((double) squares / SLOTS - mean * mean) / mean);
        return new ReactionReport.Reset(second, resets[second], sum, peak, index);
    }

    private int slot(long nanos) {
        return (int) Math.max(0, (nanos - originNanos) / SLOT_NANOS);
    }

    private static int[] grown(int[] counts, int index) {
        return index < counts.length ? counts : Arrays.copyOf(counts, Math.max(counts.length * 2, index + 1));
    }

    private static int[] sum(int[] a, int[] b) {
        int[] sum = Arrays.copyOf(a, Math.max(a.length, b.length));
        for (int i = 0; i < b.length; i++) {
            sum[i] += b[i];
        }
        return sum;
    }
}
