package io.tokenweir.report.runbook;

import java.util.HashMap;
import java.util.Map;

/**
 * How much admitted work was open, and how many tokens were admitted, at any time of a run: rebuilt from attempts as they
 * ended. Streams are counted at the borders of tenths of a second; memory grows with the length of the run only.
 */
final class AdmittedLoad {
    private static final long BIN_MICROS = 100_000;
    private static final int BINS_PER_SECOND = 10;
    private static final int MINUTE = 60;

    private final Map<Long, Integer> changes = new HashMap<>();
    private final Map<Long, Long> tokensBySecond = new HashMap<>();
    private long firstBin = Long.MAX_VALUE;

    /** An attempt that the target admitted, with the tokens that it came to. */
    void add(long startMicros, long endMicros, long tokens) {
        long opened = Math.floorDiv(startMicros, BIN_MICROS) + 1;
        long closed = Math.max(opened, Math.floorDiv(endMicros, BIN_MICROS) + 1);
        changes.merge(opened, 1, Integer::sum);
        changes.merge(closed, -1, Integer::sum);
        firstBin = Math.min(firstBin, opened);
        tokensBySecond.merge(Math.floorDiv(startMicros, 1_000_000L), tokens, Long::sum);
    }

    /** The most streams that were open at once within each second from {@code first} to {@code last}. */
    int[] concurrency(long first, long last) {
        int[] most = new int[(int) (last - first + 1)];
        int open = 0;
        long from = first * BINS_PER_SECOND;
        for (long bin = Math.min(firstBin, from); bin < (last + 1) * BINS_PER_SECOND; bin++) {
            open += changes.getOrDefault(bin, 0);
            if (bin >= from) {
                int second = (int) (bin - from) / BINS_PER_SECOND;
                most[second] = Math.max(most[second], open);
            }
        }
        return most;
    }

    /** Input and output tokens of the attempts admitted in the minute that ends with this second. */
    long tokensPerMinute(long second) {
        long sum = 0;
        for (long at = second - MINUTE + 1; at <= second; at++) {
            sum += tokensBySecond.getOrDefault(at, 0L);
        }
        return sum;
    }
}
