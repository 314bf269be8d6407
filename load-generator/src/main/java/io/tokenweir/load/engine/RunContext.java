package io.tokenweir.load.engine;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.IntFunction;

import io.tokenweir.common.price.PriceBook;
import io.tokenweir.common.run.RunIdentity;
import io.tokenweir.common.scenario.SloSpec;
import io.tokenweir.common.time.WallAnchor;
import io.tokenweir.load.Timeouts;
import io.tokenweir.load.events.EventLane;
import io.tokenweir.load.health.PauseMeter;
import io.tokenweir.load.react.RunBudget;
import io.tokenweir.load.schedule.SegmentClock;
import io.tokenweir.load.summary.RunRecorder;
import io.tokenweir.protocol.outcome.OutcomeClassifier;
import io.tokenweir.protocol.provider.ProviderAdapter;

/**
 * What all loops of a run share. Immutable but for the counters inside.
 *
 * @param startNanos monotonic instant that all offsets of schedules count from
 * @param requestNumbers gives every logical request its number
 * @param segments how the run is cut into segments
 * @param recorders what the summary of a segment is made of
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
        SegmentClock segments,
        IntFunction<RunRecorder> recorders,
        Consumer<String> stop) {
    /** Of the header {@code traceparent}. */
    static final int TRACEPARENT_BYTES = 55;

    static final int TRACE_ID_BYTES = 32;

    /** Writes the W3C trace id of a logical request: a function of run, instance, epoch and number. */
    void traceId(long requestIndex, byte[] into) {
        int name = 31 * run.runId().hashCode() + '/';
        for (int i = 0; i < run.instance().length(); i++) {
            name = 31 * name + run.instance().charAt(i);
        }
        long high = mix(name * 0x100000001L + run.epoch());
        hex(high, into, 0);
        hex(mix(high + requestIndex), into, TRACE_ID_BYTES / 2);
    }

    /** Writes the header that ties one attempt to the traces of those it passes, {@link #TRACEPARENT_BYTES} long. */
    static void traceparent(LogicalRequest request, int attempt, byte[] into) {
        into[0] = '0';
        into[1] = '0';
        into[2] = '-';
        System.arraycopy(request.traceId, 0, into, 3, TRACE_ID_BYTES);
        into[35] = '-';
        hex(mix(request.index << 8 ^ attempt ^ 0x5DEECE66DL), into, 36);
        into[52] = '-';
        into[53] = '0';
        into[54] = '1';
    }

    /** Sixteen digits; zero, which is no id, becomes one. */
    private static void hex(long value, byte[] digits, int from) {
        long rest = value == 0 ? 1 : value;
        for (int i = from + 15; i >= from; i--) {
            int digit = (int) rest & 15;
            digits[i] = (byte) (digit < 10 ? '0' + digit : 'a' + digit - 10);
            rest >>>= 4;
        }
    }

    /** Finaliser of SplitMix64 (Steele, Lea and Flood, 2014). */
    private static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
