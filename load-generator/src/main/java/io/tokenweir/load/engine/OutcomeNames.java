package io.tokenweir.load.engine;

import io.tokenweir.protocol.outcome.Outcome;

/** Outcomes as the protocol and as the schema name them; a test holds both to the same names in the same order. */
final class OutcomeNames {
    private static final io.tokenweir.events.Outcome[] IN_EVENTS = io.tokenweir.events.Outcome.values();
    private static final Outcome[] IN_PROTOCOL = Outcome.values();

    private OutcomeNames() {}

    static io.tokenweir.events.Outcome inEvents(Outcome outcome) {
        return IN_EVENTS[outcome.ordinal()];
    }

    static Outcome inProtocol(io.tokenweir.events.Outcome outcome) {
        return IN_PROTOCOL[outcome.ordinal()];
    }
}
