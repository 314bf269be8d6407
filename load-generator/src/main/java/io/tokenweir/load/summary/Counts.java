package io.tokenweir.load.summary;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

import io.tokenweir.common.threshold.RunCounts;
import io.tokenweir.protocol.outcome.Outcome;

/** What was counted of the measured requests. Mutable; owned by one thread, added up at the end. */
final class Counts {
    private static final int HIGHEST_STATUS = 999;
    private static final double PICO = 1e12;

    long offered;
    long started;
    long dropped;
    long good;
    long degraded;
    long retries;
    long inputTokens;
    long outputTokens;
    long arrivals;
    long arrivalsWithUsage;
    long costPico;
    long wastedCostPico;
    final long[] requests = new long[Outcome.values().length];
    final long[] attempts = new long[Outcome.values().length];
    /** What the first attempt that ended so said of it. */
    private final String[] evidence = new String[Outcome.values().length];

    /** Statuses that came, few ever, and how often each did. */
    private int[] statuses = new int[4];

    private long[] statusCounts = new long[4];
    private int statusesSeen;

    void status(int status) {
        status(status >= 0 && status <= HIGHEST_STATUS ? status : 0, 1);
    }

    private void status(int status, long times) {
        int at = 0;
        while (at < statusesSeen && statuses[at] != status) {
            at++;
        }
        if (at == statuses.length) {
            statuses = Arrays.copyOf(statuses, 2 * at);
            statusCounts = Arrays.copyOf(statusCounts, 2 * at);
        }
        statuses[at] = status;
        statusCounts[at] += times;
        statusesSeen = Math.max(statusesSeen, at + 1);
    }

    void evidence(Outcome outcome, String text) {
        int at = outcome.ordinal();
        evidence[at] = evidence[at] == null ? text : evidence[at];
    }

    /** By outcome; answers need none. */
    Map<String, String> evidence() {
        Map<String, String> found = new LinkedHashMap<>();
        for (Outcome outcome : Outcome.values()) {
            if (evidence[outcome.ordinal()] != null) {
                found.put(outcome.name(), evidence[outcome.ordinal()]);
            }
        }
        return found;
    }

    void add(Counts other) {
        offered += other.offered;
        started += other.started;
        dropped += other.dropped;
        good += other.good;
        degraded += other.degraded;
        retries += other.retries;
        inputTokens += other.inputTokens;
        outputTokens += other.outputTokens;
        arrivals += other.arrivals;
        arrivalsWithUsage += other.arrivalsWithUsage;
        costPico += other.costPico;
        wastedCostPico += other.wastedCostPico;
        add(requests, other.requests);
        add(attempts, other.attempts);
        for (int i = 0; i < other.statusesSeen; i++) {
            status(other.statuses[i], other.statusCounts[i]);
        }
        for (Outcome outcome : Outcome.values()) {
            evidence(outcome, other.evidence[outcome.ordinal()]);
        }
    }

    /** As thresholds want it. @param priced whether the run has prices */
    RunCounts forThresholds(double seconds, boolean priced) {
        return new RunCounts(
                offered,
                started,
                good,
                retries,
                byOutcome(requests),
                byOutcome(attempts),
                byStatus(),
                arrivals,
                inputTokens,
                outputTokens,
                priced ? (Double) (costPico / PICO) : null,
                priced ? (Double) (wastedCostPico / PICO) : null,
                seconds);
    }

    /** Counts by outcome; those without any are left out. */
    static Map<String, Long> byOutcome(long[] counts) {
        Map<String, Long> found = new LinkedHashMap<>();
        for (Outcome outcome : Outcome.values()) {
            if (counts[outcome.ordinal()] > 0) {
                found.put(outcome.name(), counts[outcome.ordinal()]);
            }
        }
        return found;
    }

    /** Answers by HTTP status; attempts without one are left out. */
    Map<String, Long> byStatus() {
        Map<String, Long> found = new TreeMap<>();
        for (int i = 0; i < statusesSeen; i++) {
            if (statuses[i] > 0) {
                found.put(Integer.toString(statuses[i]), statusCounts[i]);
            }
        }
        return found;
    }

    static long sum(long[] counts) {
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }

    private static void add(long[] to, long[] from) {
        for (int i = 0; i < to.length; i++) {
            to[i] += from[i];
        }
    }
}
