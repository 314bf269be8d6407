package io.tokenweir.streams;

import java.util.Map;

import io.tokenweir.events.AttemptEnded;
import io.tokenweir.events.Decision;
import io.tokenweir.events.RequestEnded;
import io.tokenweir.streams.Sums.Amount;
import io.tokenweir.streams.Sums.Breakdown;
import io.tokenweir.streams.Sums.Latency;

/** What events say about limits and about what the client does at them: headroom, Retry-After, retries, paths. */
final class ReactionSums {
    /** A wait shorter than asked by no more than this is a matter of rounding. */
    private static final long EARLY_TOLERANCE_NANOS = 1_000_000;

    private static final long LATE_NANOS = 1_000_000_000;

    private ReactionSums() {}

    static void add(Sums sums, AttemptEnded attempt) {
        if (attempt.getRetryAfterNanos() != null) {
            sums.record(Latency.RETRY_AFTER, attempt.getRetryAfterNanos());
        }
        for (Map.Entry<String, Long> limit : attempt.getHeadroomPpm().entrySet()) {
            sums.add(Breakdown.LIMIT_ANSWERS, limit.getKey(), 1);
            sums.add(Breakdown.HEADROOM_PPM, limit.getKey(), limit.getValue());
            sums.add(Breakdown.LOWEST_HEADROOM_PPM, limit.getKey(), limit.getValue());
        }
    }

    static void add(Sums sums, RequestEnded ended) {
        if (ended.getAttempts() > 0) {
            sums.add(Amount.ATTEMPTED_REQUESTS, 1);
            sums.add(Amount.ENDED_ATTEMPTS, ended.getAttempts());
        }
        if (ended.getAttempts() > 1) {
            sums.add(Amount.RETRIED_REQUESTS, 1);
        }
        ended.getPaths().stream().distinct().forEach(path -> sums.add(Breakdown.REQUESTS_BY_PATH, path.name(), 1));
    }

    /** Counts what was decided after the server had asked to wait; a request that is not tried again is no wait. */
    static void add(Sums sums, Decision decision) {
        boolean triesAgain = switch (decision.getKind()) {
            case OBEY_RETRY_AFTER, BACK_OFF, RETRY_AT_ONCE -> true;
            default -> false;
        };
        if (!triesAgain || decision.getAskedWaitNanos() == null || decision.getWaitNanos() == null) {
            return;
        }
        long beyond = decision.getWaitNanos() - decision.getAskedWaitNanos();
        sums.add(Amount.ASKED_WAITS, 1);
        sums.record(Latency.DECIDED_WAIT, decision.getWaitNanos());
        if (beyond < -EARLY_TOLERANCE_NANOS) {
            sums.add(Amount.EARLY_WAITS, 1);
            sums.add(Amount.EARLY_NANOS, -beyond);
        } else {
            sums.add(Amount.BEYOND_NANOS, Math.max(0, beyond));
            sums.add(Amount.LATE_WAITS, beyond >= LATE_NANOS ? 1 : 0);
        }
    }
}
