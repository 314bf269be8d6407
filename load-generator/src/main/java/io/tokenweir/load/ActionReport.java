package io.tokenweir.load;

import java.util.Locale;

/**
 * What became of users' actions that fan out, over all scenarios. Latencies are of complete actions, from the time an action was
 * due to the end of its last call; percentiles are within 0.54 % of the truth.
 *
 * @param complete actions all of whose calls were answered
 */
public record ActionReport(
        long actions,
        long complete,
        long latencyP50Nanos,
        long latencyP90Nanos,
        long latencyP99Nanos,
        long latencyMaxNanos) {

    /** In one line for the terminal. */
    public String inWords() {
        return String.format(
                Locale.ROOT,
                "Actions: %d, %d with all calls answered; latency p50 %.1f ms, p90 %.1f ms, p99 %.1f ms, max %.1f ms.",
                actions,
                complete,
                latencyP50Nanos / 1e6,
                latencyP90Nanos / 1e6,
                latencyP99Nanos / 1e6,
                latencyMaxNanos / 1e6);
    }
}
