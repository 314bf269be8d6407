package io.tokenweir.report.limiter;

import java.util.List;

/**
 * How a call ended.
 *
 * @param sentNanos when it was sent, on the clock of {@link LimiterProbing#next}
 * @param endedNanos when its last byte was there
 * @param promptTokens by the server's usage; negative when it told none
 * @param outputTokens likewise
 * @param retryAfterNanos negative when none was told
 * @param claims what headers said of limits
 * @param named what the refusal's text called the limit; null when it told nothing
 */
public record ProbeResult(
        long call,
        Verdict verdict,
        long sentNanos,
        long endedNanos,
        long promptTokens,
        long outputTokens,
        long retryAfterNanos,
        List<Claim> claims,
        String named) {

    /** Refused or not is all that findings rest on. */
    public enum Verdict {
        ADMITTED,
        /** For a limit, whatever limit it names. */
        REFUSED,
        /** For another reason: no evidence of anything. */
        FAILED
    }

    /**
     * A limit as headers tell it.
     *
     * @param axis what is counted, in the server's word
     * @param limit negative when it was not told, as the others
     */
    public record Claim(String axis, double limit, double remaining, long resetNanos) {}
}
