package io.tokenweir.protocol.outcome;

/**
 * The class of an ending and why.
 *
 * @param evidence name of the rule and what it went by, with the start of the server's message, secrets masked
 * @param retryAfterNanos longest wait that the server asked for, in whatever form; {@link #NO_HINT} when it asked for none
 * @param degraded whether it is an answer, but a lesser one than was asked for, by the scenario's own rules
 */
public record Classification(Outcome outcome, String evidence, long retryAfterNanos, boolean degraded) {
    /** The server said nothing about waiting. */
    public static final long NO_HINT = -1;

    /** No lesser answer. */
    public Classification(Outcome outcome, String evidence, long retryAfterNanos) {
        this(outcome, evidence, retryAfterNanos, false);
    }

    public Classification withEvidence(String other) {
        return new Classification(outcome, other, retryAfterNanos, degraded);
    }
}
