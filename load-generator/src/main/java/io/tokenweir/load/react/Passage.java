package io.tokenweir.load.react;

import io.tokenweir.events.Decision;

/**
 * Whether an attempt may go on its way now.
 *
 * @param decision what the event says; null when there is nothing to say
 * @param waitNanos before it may
 */
public record Passage(Kind kind, Decision decision, long waitNanos) {
    /** What is to be done. */
    public enum Kind {
        GO,
        WAIT,
        SHED
    }

    static final Passage GO = new Passage(Kind.GO, null, 0);

    static Passage shed(Decision decision) {
        return new Passage(Kind.SHED, decision, 0);
    }
}
