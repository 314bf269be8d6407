package io.tokenweir.report.runbook;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

import io.tokenweir.common.outcome.Refusal;
import io.tokenweir.events.AttemptEnded;
import io.tokenweir.events.Outcome;
import io.tokenweir.histogram.ExponentialHistogram;

/** How attempts were turned away: how fast, with which status, and whether the answer told of its limit. Not thread-safe. */
final class RefusalFacts {
    private final ExponentialHistogram time = new ExponentialHistogram();
    private final Map<Integer, Long> statuses = new TreeMap<>();
    private final Map<Refusal, Long> causes = new EnumMap<>(Refusal.class);
    private final Map<Outcome, Long> broken = new EnumMap<>(Outcome.class);
    private long withHeaders;

    void add(AttemptEnded attempt) {
        Refusal cause = Refusal.of(attempt.getOutcome());
        if (cause != null && cause.shedding()) {
            Long headers = attempt.getHeadersNanos();
            time.record(headers == null ? attempt.getDurationNanos() : headers);
            statuses.merge(attempt.getStatus(), 1L, Long::sum);
            causes.merge(cause, 1L, Long::sum);
            boolean told = attempt.getRetryAfterNanos() != null
                    || !attempt.getLimitHeaders().isEmpty();
            withHeaders += told ? 1 : 0;
            return;
        }
        switch (attempt.getOutcome()) {
            case SERVER_ERROR, GATEWAY, SERVER_TIMEOUT, STREAM_ERROR, CONNECT_FAILED, RESET, CLIENT_TIMEOUT ->
                broken.merge(attempt.getOutcome(), 1L, Long::sum);
            default -> {
                // answered, or wrong in itself: tells nothing of load
            }
        }
    }

    long count() {
        return time.count();
    }

    /** From the start of the attempt to the refusal's headers. */
    ExponentialHistogram time() {
        return time;
    }

    Map<Integer, Long> statuses() {
        return statuses;
    }

    Map<Refusal, Long> causes() {
        return causes;
    }

    /** Refusals that asked for a wait or told what is left of a limit. */
    long withHeaders() {
        return withHeaders;
    }

    /** Attempts that failed without being refused: errors, timeouts, resets. */
    Map<Outcome, Long> broken() {
        return broken;
    }
}
