package io.tokenweir.common.audit;

import java.util.HashMap;
import java.util.Map;

import io.tokenweir.events.AttemptEnded;
import io.tokenweir.events.Decision;
import io.tokenweir.events.Outcome;
import io.tokenweir.events.RequestEnded;
import io.tokenweir.events.RequestEvent;

/**
 * The audit of a run from its request events: the same figures as the engine's own, to the microsecond in which events carry
 * instants. Events of one request must come in the order of their partition; seconds count from the first event given.
 * Memory grows with the requests that are open. Not thread-safe.
 */
public final class EventAudit {
    private static final long NANOS_PER_MICRO = 1_000L;

    /** Of an open request: what the audit remembers, and the start of its latest attempt. */
    private static final class Open {
        final RequestTrail trail = new RequestTrail();
        long ttftNanos = -1;
    }

    private final Map<String, Open> open = new HashMap<>();
    private ReactionAudit audit;

    public void add(RequestEvent event) {
        if (audit == null) {
            audit = new ReactionAudit(event.getHeader().getEventTimeMicros() * NANOS_PER_MICRO);
        }
        switch (event.getKind()) {
            case ATTEMPT_ENDED -> attempt(event, event.getAttemptEnded());
            case DECISION -> decision(event.getDecision());
            case ENDED -> ended(event, event.getEnded());
            default -> {
                // starts are counted by the attempts that follow them
            }
        }
    }

    private void attempt(RequestEvent event, AttemptEnded attempt) {
        Open request = open.computeIfAbsent(event.getRequestId(), any -> new Open());
        long start = attempt.getStartMicros() * NANOS_PER_MICRO;
        Long asked = attempt.getRetryAfterNanos();
        request.ttftNanos = attempt.getTtftNanos() == null ? -1 : attempt.getTtftNanos();
        audit.attemptEnded(
                request.trail,
                new AttemptFact(
                        event.getSeries().getModel(),
                        start,
                        start + attempt.getDurationNanos(),
                        attempt.getOutcome(),
                        asked == null ? -1 : asked));
        if (attempt.getOutcome() == Outcome.UNCLASSIFIED) {
            audit.unclassified(
                    attempt.getStatus(),
                    attempt.getErrorType(),
                    attempt.getErrorCode(),
                    String.valueOf(attempt.getEvidence()),
                    () -> null);
        }
    }

    private void decision(Decision decision) {
        audit.decided(decision.getKind(), decision.getWaitNanos() == null ? 0 : decision.getWaitNanos());
    }

    private void ended(RequestEvent event, RequestEnded ended) {
        Open request = open.remove(event.getRequestId());
        boolean answered = request != null && ended.getOutcome() == Outcome.OK && ended.getTtftIntendedNanos() != null;
        audit.requestEnded(
                request == null ? new RequestTrail() : request.trail,
                answered ? ended.getTtftIntendedNanos() : -1,
                answered ? request.ttftNanos : -1);
    }

    /** Everything so far; null before the first event. */
    public ReactionReport report() {
        return audit == null ? null : audit.report();
    }
}
