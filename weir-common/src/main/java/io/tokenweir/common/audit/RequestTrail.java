package io.tokenweir.common.audit;

/**
 * What the audit has to remember of one logical request from attempt to attempt: mutable, used again after {@link #begin}.
 * Whoever follows the request keeps it (the engine in its virtual user, a reader of events by request id).
 */
public final class RequestTrail {
    static final long NOTHING_ASKED = -1;

    int attempts;
    long askedNanos = NOTHING_ASKED;
    long refusedNanos;
    String refusedTarget;

    /** A new logical request. */
    public void begin() {
        attempts = 0;
        askedNanos = NOTHING_ASKED;
        refusedTarget = null;
    }
}
