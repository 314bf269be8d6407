package io.tokenweir.load.react;

import io.tokenweir.protocol.outcome.Outcome;

/**
 * Where a logical request stands when an attempt has ended.
 *
 * @param retryAfterNanos what the server asked to wait; negative when it asked nothing
 * @param attempts attempts made so far
 * @param refusals of these, refused by a limit or by an overloaded server, since the last change of model or target
 * @param waitedNanos waited between attempts so far
 * @param lastWaitNanos the last of these waits; 0 when there was none
 * @param onFallback whether the request has left its first model or target already
 * @param answerBegun whether tokens of the answer had come
 * @param nowNanos the present
 */
public record Situation(
        Outcome outcome,
        long retryAfterNanos,
        int attempts,
        int refusals,
        long waitedNanos,
        long lastWaitNanos,
        boolean onFallback,
        boolean answerBegun,
        long nowNanos) {}
