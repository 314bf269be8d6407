package io.tokenweir.report.runbook;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.tokenweir.events.AttemptEnded;
import io.tokenweir.events.Outcome;
import io.tokenweir.events.RequestEvent;
import io.tokenweir.histogram.ExponentialHistogram;

/**
 * Whether the waits that the target asked for were kept: from when each refusal ended to when the next attempt of the same
 * request really started, whatever the client says that it decided. Needs the events of a request in order, as its
 * partition holds them. Remembers only requests that are waiting.
 */
final class RetryAfterAudit {
    /** Event times are whole microseconds of one clock; a wait that is a millisecond short is no rounding. */
    private static final long TOLERANCE_NANOS = 1_000_000;

    private static final int EXAMPLES = 5;

    private record Asked(long endMicros, long waitNanos, String model) {}

    private final Map<String, Asked> waiting = new HashMap<>();
    private final ExponentialHistogram asked = new ExponentialHistogram();
    private final ExponentialHistogram over = new ExponentialHistogram();
    private final List<String> earlyIds = new ArrayList<>();
    private long early;
    private long kept;
    private long elsewhere;
    private long notRetried;
    private long thenAnswered;
    private long worstShortfallNanos;

    void attempt(RequestEvent event) {
        AttemptEnded attempt = event.getAttemptEnded();
        Asked before = waiting.remove(event.getRequestId());
        if (before != null) {
            judge(event, attempt, before);
        }
        if (attempt.getRetryAfterNanos() != null) {
            asked.record(attempt.getRetryAfterNanos());
            waiting.put(
                    event.getRequestId(),
                    new Asked(
                            attempt.getStartMicros() + attempt.getDurationNanos() / 1_000,
                            attempt.getRetryAfterNanos(),
                            event.getSeries().getModel()));
        }
    }

    private void judge(RequestEvent event, AttemptEnded attempt, Asked before) {
        if (!event.getSeries().getModel().equals(before.model())) {
            elsewhere++;
            return;
        }
        long waited = (attempt.getStartMicros() - before.endMicros()) * 1_000;
        long shortfall = before.waitNanos() - waited;
        if (shortfall > TOLERANCE_NANOS) {
            early++;
            worstShortfallNanos = Math.max(worstShortfallNanos, shortfall);
            if (earlyIds.size() < EXAMPLES) {
                earlyIds.add(event.getRequestId());
            }
        } else {
            kept++;
            over.record(Math.max(0, -shortfall));
            if (attempt.getOutcome() == Outcome.OK) {
                thenAnswered++;
            }
        }
    }

    void ended(String requestId) {
        if (waiting.remove(requestId) != null) {
            notRetried++;
        }
    }

    RunbookData.RetryAfter result() {
        return new RunbookData.RetryAfter(
                asked.count(),
                kept,
                early,
                elsewhere,
                notRetried + waiting.size(),
                thenAnswered,
                millis(asked, 0.5),
                asked.isEmpty() ? null : asked.maxNanos() / 1e6,
                millis(over, 0.5),
                over.isEmpty() ? null : over.maxNanos() / 1e6,
                worstShortfallNanos / 1e6,
                List.copyOf(earlyIds));
    }

    private static Double millis(ExponentialHistogram histogram, double q) {
        return histogram.isEmpty() ? null : histogram.quantile(q) / 1e6;
    }
}
