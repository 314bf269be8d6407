package io.tokenweir.load.certificate;

import java.util.Arrays;
import java.util.List;

/**
 * Intended and real starts of a scenario over all its loops, each in order of time, ns since the scenario's start.
 *
 * @param intended of all arrivals
 * @param sent of those that were sent
 */
public record ArrivalTimes(long[] intended, long[] sent) {

    /**
     * Puts the loops' logs together; only arrivals intended in {@code [from, to)} count.
     *
     * @param startNanos of the scenario, monotonic
     */
    public static ArrivalTimes of(List<ArrivalLog> logs, long startNanos, long from, long to) {
        // A log that is full ends somewhere: beyond that, the picture would lack every n-th arrival.
        long end = to;
        int size = 0;
        for (ArrivalLog log : logs) {
            end = log.full() ? Math.min(end, log.intended(log.size() - 1) - startNanos) : end;
            size += log.size();
        }
        long[] intended = new long[size];
        long[] sent = new long[size];
        int offered = 0;
        int left = 0;
        for (ArrivalLog log : logs) {
            for (int slot = 0; slot < log.size(); slot++) {
                long offset = log.intended(slot) - startNanos;
                if (offset >= from && offset < end) {
                    intended[offered++] = offset;
                    if (log.sent(slot) != ArrivalLog.NOT_SENT) {
                        sent[left++] = log.sent(slot) - startNanos;
                    }
                }
            }
        }
        return new ArrivalTimes(sorted(intended, offered), sorted(sent, left));
    }

    private static long[] sorted(long[] values, int count) {
        long[] kept = Arrays.copyOf(values, count);
        Arrays.sort(kept);
        return kept;
    }
}
