package io.tokenweir.load.react;

import java.util.List;

import io.tokenweir.events.Decision;

/**
 * What a virtual user does next, and the decisions that say so.
 *
 * @param again whether there is another attempt
 * @param waitNanos wait before it
 * @param fallBack whether it goes to the other model or target
 * @param parkKey whether the key is not to be used for this model any more
 */
public record Reaction(List<Decision> decisions, boolean again, long waitNanos, boolean fallBack, boolean parkKey) {
    static Reaction end(Decision... decisions) {
        return new Reaction(List.of(decisions), false, 0, false, false);
    }

    static Reaction retry(Decision decision, long waitNanos) {
        return new Reaction(List.of(decision), true, waitNanos, false, false);
    }
}
