package io.tokenweir.load.react;

import io.tokenweir.protocol.outcome.Outcome;

/**
 * Where a logical request stands when an attempt has ended.
 *
 * @param retryAfterNanos what the server asked to wait; negative when it asked nothing
 * @param attempts attempts made so far
 * @param refusals of these, refused by a limit
 * @param waitedNanos waited between attempts so far
 * @param onFallback whether the request has left its first model already
 * @param answerBegun whether tokens of the answer had come
 */
public record Situation(
        Outcome outcome,
        long retryAfterNanos,
        int attempts,
        int refusals,
        long waitedNanos,
        boolean onFallback,
        boolean answerBegun) {}
