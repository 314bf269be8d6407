package io.tokenweir.report.certificate;

import java.util.List;

import io.tokenweir.events.Outcome;

/**
 * A request of a user, as the generator saw it.
 *
 * @param traceIds that went out with its attempts
 * @param endMicros null when no end was seen
 * @param outcome null when no end was seen
 * @param degraded whether the scenario's rules call the answer a lesser one
 * @param said model that the answer to the user names; null when it names none
 * @param offeredTokens of the prompt and the most that was allowed to be generated
 * @param valid whether the meter was well while it was open
 * @param own the generator's own attempts
 * @param place of its end, or of what was seen last
 */
record UserRequest(
        String id,
        List<String> traceIds,
        long intendedMicros,
        Long endMicros,
        Outcome outcome,
        boolean degraded,
        String said,
        Long ttftIntendedNanos,
        long offeredTokens,
        boolean valid,
        List<Long> marks,
        List<Call> own,
        Place place) {

    /** Whether it says anything of the application: not when the generator had nobody to send it, or was itself stopped. */
    boolean counts() {
        return outcome != Outcome.DROPPED && outcome != Outcome.CLIENT_CANCELLED;
    }
}
