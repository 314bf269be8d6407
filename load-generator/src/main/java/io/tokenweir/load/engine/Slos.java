package io.tokenweir.load.engine;

import java.time.Duration;

import io.tokenweir.common.scenario.SloSpec;

/** Whether an answered request met all the bounds that are given. */
final class Slos {
    private Slos() {}

    /** Negative durations are unknown, and meet no bound but an absent one. */
    static boolean met(SloSpec slos, long ttftIntendedNanos, long tpotNanos, long endToEndNanos) {
        return slos == null
                || within(slos.ttft(), ttftIntendedNanos)
                        // A single token has no time per token.
                        && (tpotNanos < 0 || within(slos.tpot(), tpotNanos))
                        && within(slos.endToEnd(), endToEndNanos);
    }

    private static boolean within(Duration bound, long nanos) {
        return bound == null || nanos >= 0 && nanos <= bound.toNanos();
    }
}
