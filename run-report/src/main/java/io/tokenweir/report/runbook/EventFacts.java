package io.tokenweir.report.runbook;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.tokenweir.common.audit.EventAudit;
import io.tokenweir.common.outcome.Refusal;
import io.tokenweir.events.AttemptEnded;
import io.tokenweir.events.DecisionKind;
import io.tokenweir.events.RequestEvent;
import io.tokenweir.events.RequestStarted;

/**
 * What the runbook needs of the request events of a run, gathered one event at a time. Memory grows with the seconds of the
 * run and with the requests that are waiting, not with all requests. Pure; not thread-safe.
 */
public final class EventFacts {
    /** Request ids kept per path, of which five are shown: enough to find five that the target's log knows. */
    private static final int CANDIDATES = 60;

    private final RefusalSeconds refusals = new RefusalSeconds();
    private final AdmittedLoad load = new AdmittedLoad();
    private final EventAudit reactions = new EventAudit();
    private final RetryAfterAudit retryAfter = new RetryAfterAudit();
    private final SecondSums sums = new SecondSums();
    private final RefusalFacts turnedAway = new RefusalFacts();
    private final Map<DecisionKind, Long> decisions = new EnumMap<>(DecisionKind.class);
    private final Map<DecisionKind, List<String>> candidates = new EnumMap<>(DecisionKind.class);
    private final Map<DecisionKind, String> notes = new EnumMap<>(DecisionKind.class);
    private long attempts;
    private long requestsTried;

    /** Events of one request must come in the order of their partition; ticks and markers are passed over. */
    public void add(RequestEvent event) {
        reactions.add(event);
        switch (event.getKind()) {
            case ATTEMPT_ENDED -> attempt(event);
            case DECISION -> decision(event);
            case STARTED -> started(event);
            case ENDED -> {
                retryAfter.ended(event.getRequestId());
                sums.ended(event.getHeader().getEventTimeMicros(), event.getEnded());
            }
            default -> {
                // ticks and markers say nothing of a request
            }
        }
    }

    private void started(RequestEvent event) {
        RequestStarted started = event.getStarted();
        sums.started(started.getStartMicros(), (long) started.getPlannedInputTokens() + started.getMaxTokens());
    }

    private void attempt(RequestEvent event) {
        AttemptEnded attempt = event.getAttemptEnded();
        attempts++;
        if (event.getAttempt() == 0) {
            requestsTried++;
        }
        Refusal cause = Refusal.of(attempt.getOutcome());
        if (cause != null) {
            refusals.add(event.getHeader().getEventTimeMicros(), cause);
        }
        if (attempt.getStatus() / 100 == 2) {
            load.add(
                    attempt.getStartMicros(),
                    attempt.getStartMicros() + attempt.getDurationNanos() / 1_000,
                    attempt.getInputTokens() + attempt.getOutputTokens());
        }
        sums.attempt(event.getHeader().getEventTimeMicros(), attempt);
        turnedAway.add(attempt);
        retryAfter.attempt(event);
    }

    private void decision(RequestEvent event) {
        DecisionKind kind = event.getDecision().getKind();
        decisions.merge(kind, 1L, Long::sum);
        List<String> ids = candidates.computeIfAbsent(kind, any -> new ArrayList<>());
        if (ids.size() < CANDIDATES && !ids.contains(event.getRequestId())) {
            ids.add(event.getRequestId());
        }
        String toModel = event.getDecision().getToModel();
        if (toModel != null) {
            notes.putIfAbsent(kind, "to " + toModel);
        }
    }

    RefusalSeconds refusals() {
        return refusals;
    }

    AdmittedLoad load() {
        return load;
    }

    EventAudit reactions() {
        return reactions;
    }

    SecondSums sums() {
        return sums;
    }

    RefusalFacts turnedAway() {
        return turnedAway;
    }

    RetryAfterAudit retryAfter() {
        return retryAfter;
    }

    Map<DecisionKind, Long> decisions() {
        return decisions;
    }

    List<String> candidates(DecisionKind kind) {
        return candidates.getOrDefault(kind, List.of());
    }

    String note(DecisionKind kind) {
        return notes.getOrDefault(kind, "");
    }

    /** Attempts per logical request that had any; 0 when none had. */
    double amplification() {
        return requestsTried == 0 ? 0 : (double) attempts / requestsTried;
    }
}
