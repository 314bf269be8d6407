package io.tokenweir.load.react;

import java.util.List;

import io.tokenweir.events.Decision;

/**
 * What a virtual user does next, and the decisions that say so.
 *
 * @param again whether there is another attempt
 * @param waitNanos wait before it
 * @param model the model to turn to; null: stay
 * @param parkKey whether the key is not to be used for this model any more
 */
public record Reaction(List<Decision> decisions, boolean again, long waitNanos, String model, boolean parkKey) {
    static Reaction end(Decision... decisions) {
        return new Reaction(List.of(decisions), false, 0, null, false);
    }

    static Reaction retry(Decision decision, long waitNanos) {
        return new Reaction(List.of(decision), true, waitNanos, null, false);
    }
}
