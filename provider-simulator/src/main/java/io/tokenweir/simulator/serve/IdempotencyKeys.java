package io.tokenweir.simulator.serve;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import io.tokenweir.simulator.api.ServedError;
import io.tokenweir.simulator.http.Response;

/**
 * Remembers what was answered under an {@code Idempotency-Key}, so that a repeated request is answered with the same and
 * costs nothing. Only whole, successful answers are kept; a key whose request failed, or was streamed, is free again when
 * it has ended. Thread-safe.
 */
final class IdempotencyKeys {
    private static final int REMEMBERED = 1_000;

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private record Entry(int body, Response answer) {}

    /**
     * Takes a key for a request that is to be answered, or gives the answer that it had; null: it is the first.
     *
     * @throws ServedError conflict, when the key is in use or was used for another body
     */
    synchronized Response claim(String key, byte[] body) {
        int hash = Arrays.hashCode(body);
        Entry known = entries.get(key);
        if (known == null) {
            entries.put(key, new Entry(hash, null));
            return null;
        }
        if (known.body() != hash) {
            throw new ServedError(
                    ServedError.Kind.CONFLICT,
                    null,
                    "idempotency_key_reused",
                    "This idempotency key was used for a request with another body.");
        }
        if (known.answer() == null) {
            throw ServedError.of(ServedError.Kind.CONFLICT, null);
        }
        return known.answer();
    }

    /** The request was answered. */
    synchronized void answered(String key, byte[] body, Response answer) {
        if (answer.status() != 200) {
            entries.remove(key);
            return;
        }
        entries.put(key, new Entry(Arrays.hashCode(body), answer));
        if (entries.size() > REMEMBERED) {
            entries.values().stream()
                    .filter(entry -> entry.answer() != null)
                    .findFirst()
                    .ifPresent(entries.values()::remove);
        }
    }

    /** The request has ended without an answer that can be repeated. */
    synchronized void forget(String key) {
        Entry entry = entries.get(key);
        if (entry != null && entry.answer() == null) {
            entries.remove(key);
        }
    }
}
