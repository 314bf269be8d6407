package io.tokenweir.simulator;

import java.util.function.Predicate;

import io.tokenweir.simulator.http.Request;
import io.tokenweir.simulator.truth.TruthRecord;

/**
 * Which records of the request log a query wants: {@code id} (ours or the client's), {@code key} (the beginning of its
 * fingerprint), {@code account}, {@code model}, {@code decision}, {@code since} and {@code until} (microseconds since 1970,
 * by arrival), {@code saturated=true}. What is not given is not looked at.
 */
final class TruthQuery {
    private TruthQuery() {}

    static Predicate<TruthRecord> of(Request request) {
        Predicate<TruthRecord> wanted = text(
                request, "id", (record, id) -> id.equals(record.requestId()) || id.equals(record.clientRequestId()));
        wanted = wanted.and(text(
                request,
                "key",
                (record, key) -> record.keyFingerprint() != null
                        && record.keyFingerprint().startsWith(key)));
        wanted = wanted.and(text(request, "account", (record, account) -> account.equals(record.accountId())));
        wanted = wanted.and(text(request, "model", (record, model) -> model.equals(record.model())));
        wanted = wanted.and(text(request, "decision", (record, decision) -> decision.equals(record.decision())));
        wanted = wanted.and(
                text(request, "saturated", (record, yes) -> record.saturated() == Boolean.parseBoolean(yes)));
        wanted = wanted.and(text(request, "since", (record, at) -> record.receivedMicros() >= micros(at)));
        return wanted.and(text(request, "until", (record, at) -> record.receivedMicros() < micros(at)));
    }

    private interface Test {
        boolean holds(TruthRecord record, String value);
    }

    private static Predicate<TruthRecord> text(Request request, String name, Test test) {
        return request.query(name)
                .<Predicate<TruthRecord>>map(value -> record -> test.holds(record, value))
                .orElse(record -> true);
    }

    /** @throws NumberFormatException when it is no number */
    private static long micros(String text) {
        return Long.parseLong(text);
    }
}
