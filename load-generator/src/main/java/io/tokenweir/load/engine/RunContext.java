package io.tokenweir.load.engine;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import io.tokenweir.common.price.PriceBook;
import io.tokenweir.common.run.RunIdentity;
import io.tokenweir.common.scenario.SloSpec;
import io.tokenweir.common.time.WallAnchor;
import io.tokenweir.load.Timeouts;
import io.tokenweir.load.events.EventLane;
import io.tokenweir.load.health.PauseMeter;
import io.tokenweir.load.react.RunBudget;
import io.tokenweir.protocol.outcome.OutcomeClassifier;
import io.tokenweir.protocol.provider.ProviderAdapter;

/**
 * What all loops of a run share. Immutable but for the counters inside.
 *
 * @param startNanos monotonic instant that all offsets of schedules count from
 * @param requestNumbers gives every logical request its number
 * @param stop ends the run early, with the reason
 */
public record RunContext(
        RunIdentity run,
        WallAnchor wall,
        long startNanos,
        Target target,
        ProviderAdapter adapter,
        String provider,
        OutcomeClassifier classifier,
        PriceBook prices,
        RunBudget budget,
        SloSpec slos,
        Map<String, String> labels,
        Timeouts timeouts,
        EventLane lane,
        PauseMeter pauses,
        LiveTally live,
        AtomicLong requestNumbers,
        Consumer<String> stop) {

    /** W3C trace id of a logical request: a function of run, instance, epoch and number. */
    String traceId(long requestIndex) {
        long high = mix((run.runId() + '/' + run.instance()).hashCode() * 0x100000001L + run.epoch());
        return hex(high) + hex(mix(high + requestIndex));
    }

    /** W3C parent id of one attempt. */
    static String spanId(long requestIndex, int attempt) {
        return hex(mix(requestIndex << 8 ^ attempt ^ 0x5DEECE66DL));
    }

    private static String hex(long value) {
        String digits = Long.toHexString(value == 0 ? 1 : value);
        return "0".repeat(16 - digits.length()) + digits;
    }

    /** Finaliser of SplitMix64 (Steele, Lea and Flood, 2014). */
    private static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
