package io.tokenweir.report.certificate;

import java.util.List;

import io.tokenweir.common.outcome.Refusal;
import io.tokenweir.events.Outcome;

/**
 * One HTTP exchange with the provider, as the tap saw it or, without a tap, as the generator made it.
 *
 * @param id of the logical request that it is an attempt of, at its own vantage
 * @param parent id of the user's request by the link header; null when there was none
 * @param endMicros null while it is open
 * @param outcome null while it is open
 * @param asked model that was asked for
 * @param answered model that the provider's answer names; null when it names none
 */
record Call(
        String id,
        int attempt,
        String traceId,
        String parent,
        long startMicros,
        Long endMicros,
        Outcome outcome,
        String asked,
        String answered,
        Long retryAfterNanos,
        boolean valid,
        List<Long> marks,
        Place place) {

    boolean refused() {
        return outcome != null && Refusal.of(outcome) != null;
    }

    boolean ok() {
        return outcome == Outcome.OK;
    }

    boolean failed() {
        return outcome != null && outcome != Outcome.OK;
    }
}
