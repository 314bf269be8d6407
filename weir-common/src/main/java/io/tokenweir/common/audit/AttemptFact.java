package io.tokenweir.common.audit;

import io.tokenweir.events.Outcome;

/**
 * What the audit wants to know of one attempt. Instants are nanoseconds on one clock, the same for all facts of an audit.
 *
 * @param target what the attempt was sent to, model included: a server's wish binds only what comes back to the same place
 * @param startNanos when its first byte went to the socket
 * @param endNanos when its end was read
 * @param askedNanos what the server asked to wait; negative: nothing
 */
public record AttemptFact(String target, long startNanos, long endNanos, Outcome outcome, long askedNanos) {}
