package io.tokenweir.report.limiter;

import java.util.List;
import java.util.Map;

/**
 * What designed probes found out of the limits of a target: a page of the runbook.
 *
 * @param limiters in the order in which they were met
 * @param neverReached what was offered without a refusal, by dimension: "up to 64 open requests"
 * @param probes what was sent, in order, in words
 * @param spent what the search cost
 * @param notTested what was not tested, and why
 * @param warnings what makes the findings doubtful or is wrong by itself
 * @param ended why the search ended: told apart, or which budget ended it
 */
public record LimiterFindings(
        List<LimiterFinding> limiters,
        Map<Dimension, String> neverReached,
        List<String> probes,
        Spent spent,
        List<String> notTested,
        List<String> warnings,
        String ended) {

    public LimiterFindings {
        limiters = List.copyOf(limiters);
        neverReached = Map.copyOf(neverReached);
        probes = List.copyOf(probes);
        notTested = List.copyOf(notTested);
        warnings = List.copyOf(warnings);
    }

    /**
     * @param tokens by the server's usage where it told, else by our count of the prompt and {@code max_tokens}
     * @param refused calls that the target refused for a limit
     * @param failed calls that failed for other reasons; they are no evidence
     */
    public record Spent(double seconds, long requests, long tokens, long refused, long failed) {}
}
