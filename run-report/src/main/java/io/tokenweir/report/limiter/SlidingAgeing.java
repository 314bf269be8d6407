package io.tokenweir.report.limiter;

import java.util.Arrays;

/** Each use counts for one window after it came. */
final class SlidingAgeing implements Ageing {
    private final long windowNanos;
    private long[] at = new long[64];
    /** Sum of all uses before each. */
    private double[] sum = new double[65];

    private int count;
    private int early;
    private int late;

    SlidingAgeing(long windowNanos) {
        this.windowNanos = windowNanos;
    }

    @Override
    public double least(long nanos, long slackNanos) {
        late = gone(late, nanos + slackNanos);
        return sum[count] - sum[late];
    }

    @Override
    public double most(long nanos, long slackNanos) {
        early = gone(early, nanos - slackNanos);
        return sum[count] - sum[early];
    }

    private int gone(int from, long nanos) {
        int first = from;
        while (first < count && at[first] + windowNanos <= nanos) {
            first++;
        }
        return first;
    }

    @Override
    public void take(long nanos, double amount) {
        if (count == at.length) {
            at = Arrays.copyOf(at, 2 * count);
            sum = Arrays.copyOf(sum, 2 * count + 1);
        }
        at[count] = nanos;
        sum[count + 1] = sum[count] + amount;
        count++;
    }

    @Override
    public Ageing copy() {
        SlidingAgeing copy = new SlidingAgeing(windowNanos);
        int kept = count - early;
        copy.at = Arrays.copyOfRange(at, early, early + Math.max(64, kept + 16));
        copy.sum = Arrays.copyOfRange(sum, early, early + Math.max(64, kept + 16) + 1);
        copy.count = kept;
        copy.late = late - early;
        return copy;
    }
}
