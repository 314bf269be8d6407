package io.tokenweir.registry;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Remembers for a while which schema ids the registry does not know, so that a flood of damaged records costs one question
 * a while and not one each. Not for ever: another node of the registry may learn of a schema a little later.
 *
 * <p>Thread-safe; holds at most {@value #MOST} ids, and starts anew when there are more.
 */
final class MissingIds {
    static final int MOST = 10_000;

    private final long keepNanos;
    private final LongSupplier nanoClock;
    private final Map<Integer, Refusal> refusals = new ConcurrentHashMap<>();

    private record Refusal(RegistryException answer, long atNanos) {}

    /** @param keepNanos 0: remembers nothing */
    MissingIds(long keepNanos, LongSupplier nanoClock) {
        this.keepNanos = keepNanos;
        this.nanoClock = nanoClock;
    }

    /** The registry's refusal of this id not long ago, or null. */
    RegistryException refusalOf(int id) {
        Refusal refusal = refusals.get(id);
        return refusal == null || nanoClock.getAsLong() - refusal.atNanos() >= keepNanos ? null : refusal.answer();
    }

    void add(int id, RegistryException answer) {
        if (keepNanos == 0) {
            return;
        }
        if (refusals.size() >= MOST) {
            refusals.clear();
        }
        refusals.put(id, new Refusal(answer, nanoClock.getAsLong()));
    }
}
