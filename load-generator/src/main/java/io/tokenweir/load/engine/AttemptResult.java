package io.tokenweir.load.engine;

import io.tokenweir.protocol.outcome.Classification;
import io.tokenweir.protocol.outcome.Outcome;
import io.tokenweir.protocol.provider.ErrorBody;
import io.tokenweir.protocol.provider.Usage;

/**
 * What an ended attempt comes to.
 *
 * @param usage null when the server reported none
 * @param tpotNanos negative when there were fewer than two tokens
 */
record AttemptResult(
        Classification classification,
        ErrorBody error,
        Usage usage,
        String model,
        String finishReason,
        long durationNanos,
        long tpotNanos,
        long costPico) {

    Outcome outcome() {
        return classification.outcome();
    }

    boolean isOk() {
        return outcome() == Outcome.OK;
    }

    long usedTokens() {
        return usage == null ? 0 : usage.inputTokens() + usage.outputTokens();
    }

    /** Whether the server may have charged for the attempt without having said how much. */
    boolean mayHaveCost() {
        return usage == null
                && switch (outcome()) {
                    case OK, TRUNCATED, STREAM_ERROR, MALFORMED, CLIENT_TIMEOUT, CLIENT_CANCELLED -> true;
                    default -> false;
                };
    }

    long outputTokens() {
        return usage == null ? 0 : usage.outputTokens();
    }
}
