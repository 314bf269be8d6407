package io.tokenweir.load.react;

import io.tokenweir.events.Decision;
import io.tokenweir.events.DecisionKind;

/** Makes decisions for events. */
final class Decisions {
    private Decisions() {}

    /** @param askedNanos negative: the server asked nothing */
    static Decision of(DecisionKind kind, String policy, String reason, long askedNanos, Long waitNanos) {
        return new Decision(kind, reason, askedNanos >= 0 ? (Long) askedNanos : null, waitNanos, null, policy, null);
    }

    /** @param model null: the same; {@code target} likewise */
    static Decision fallBack(String policy, String reason, long askedNanos, String model, String target) {
        return new Decision(
                DecisionKind.FALL_BACK, reason, askedNanos >= 0 ? (Long) askedNanos : null, 0L, model, policy, target);
    }
}
