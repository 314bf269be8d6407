package io.tokenweir.common.audit;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

import io.tokenweir.events.Outcome;
import io.tokenweir.histogram.ExponentialHistogram;

/**
 * Was the server's wish to wait respected? For every attempt that asked for a wait, looks at the next attempt of the same
 * logical request at the same target and model: how long after the end of the refusal its first byte went to the socket.
 *
 * <p>Early: more than a millisecond sooner than asked. To the second: from then on, less than a second later than asked.
 * Later: the rest. Not thread-safe.
 */
final class RetryAfterCompliance {
    private static final long TOLERANCE_NANOS = 1_000_000L;
    private static final long SECOND_NANOS = 1_000_000_000L;

    private final ExponentialHistogram asked = new ExponentialHistogram();
    private final ExponentialHistogram waited = new ExponentialHistogram();
    private final ExponentialHistogram sooner = new ExponentialHistogram();
    private final ExponentialHistogram beyond = new ExponentialHistogram();
    private final Map<Outcome, Long> afterEarly = new EnumMap<>(Outcome.class);
    private final Map<Outcome, Long> afterObeyed = new EnumMap<>(Outcome.class);
    private long toTheSecond;
    private long later;
    private long elsewhere;
    private long notRetried;

    void asked(long askedNanos) {
        asked.record(askedNanos);
    }

    /** The request came back to where it was asked to wait. */
    void cameBack(long askedNanos, long waitedNanos, Outcome next) {
        waited.record(Math.max(0, waitedNanos));
        long late = waitedNanos - askedNanos;
        if (late < -TOLERANCE_NANOS) {
            sooner.record(-late);
            afterEarly.merge(next, 1L, Long::sum);
        } else {
            beyond.record(Math.max(0, late));
            afterObeyed.merge(next, 1L, Long::sum);
            if (late < SECOND_NANOS) {
                toTheSecond++;
            } else {
                later++;
            }
        }
    }

    /** The request turned to another model or target, which had asked for nothing. */
    void wentElsewhere() {
        elsewhere++;
    }

    void wasNotRetried() {
        notRetried++;
    }

    void merge(RetryAfterCompliance other) {
        asked.merge(other.asked);
        waited.merge(other.waited);
        sooner.merge(other.sooner);
        beyond.merge(other.beyond);
        other.afterEarly.forEach((outcome, count) -> afterEarly.merge(outcome, count, Long::sum));
        other.afterObeyed.forEach((outcome, count) -> afterObeyed.merge(outcome, count, Long::sum));
        toTheSecond += other.toTheSecond;
        later += other.later;
        elsewhere += other.elsewhere;
        notRetried += other.notRetried;
    }

    ReactionReport.RetryAfter report() {
        long back = sooner.count() + beyond.count();
        return new ReactionReport.RetryAfter(
                asked.count(),
                back,
                sooner.count(),
                toTheSecond,
                later,
                elsewhere,
                notRetried,
                back == 0 ? null : (Double) ((double) beyond.count() / back),
                DurationFigures.of(asked),
                DurationFigures.of(waited),
                DurationFigures.of(sooner),
                DurationFigures.of(beyond),
                byName(afterEarly),
                byName(afterObeyed));
    }

    private static Map<String, Long> byName(Map<Outcome, Long> counts) {
        Map<String, Long> named = new TreeMap<>();
        counts.forEach((outcome, count) -> named.put(outcome.name(), count));
        return named;
    }
}
