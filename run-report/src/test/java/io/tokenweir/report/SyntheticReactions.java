package io.tokenweir.report;

import java.util.Map;
import java.util.TreeMap;

import io.tokenweir.events.Aggregate;
import io.tokenweir.events.Decision;
import io.tokenweir.events.DecisionKind;
import io.tokenweir.events.Figures;
import io.tokenweir.events.RequestEnded;
import io.tokenweir.events.RequestEvent;

/** What clients did at limits in one span of a synthetic run, and what a right topology would say of it. */
final class SyntheticReactions {
    private static final Map<String, String> AXES =
            Map.of("RATE_TOKENS", "TPM", "CONCURRENCY", "CONCURRENCY", "QUOTA", "QUOTA");

    private final Map<String, Long> decisions = new TreeMap<>();
    private final Map<String, Long> paths = new TreeMap<>();
    private final Map<String, Long> answers = new TreeMap<>();
    private final Map<String, Long> headroom = new TreeMap<>();
    private final Map<String, Long> least = new TreeMap<>();
    private long ended;
    private long attempts;
    private long retried;
    private long asked;
    private long good;
    private long goodTokens;

    void add(RequestEvent event) {
        if (event.getAttemptEnded() != null) {
            event.getAttemptEnded().getHeadroomPpm().forEach((limit, ppm) -> {
                answers.merge(limit, 1L, Long::sum);
                headroom.merge(limit, ppm, Long::sum);
                least.merge(limit, ppm, Math::min);
            });
        }
        if (event.getDecision() != null) {
            decision(event.getDecision());
        }
        if (event.getEnded() != null) {
            ended(event.getEnded());
        }
    }

    /** All waits of a synthetic run are as long as asked. */
    private void decision(Decision decision) {
        decisions.merge(decision.getKind().name(), 1L, Long::sum);
        asked += decision.getKind() == DecisionKind.OBEY_RETRY_AFTER ? 1 : 0;
    }

    private void ended(RequestEnded request) {
        ended++;
        attempts += request.getAttempts();
        retried += request.getAttempts() > 1 ? 1 : 0;
        request.getPaths().forEach(path -> paths.merge(path.name(), 1L, Long::sum));
        if (request.getSloMet()) {
            good++;
            goodTokens += request.getOutputTokens();
        }
    }

    void into(Aggregate.Builder aggregate) {
        aggregate
                .setDecisions(decisions)
                .setAttemptedRequests(ended)
                .setEndedAttempts(attempts)
                .setRetriedRequests(retried)
                .setRequestsByPath(paths)
                .setAskedWaits(asked)
                .setLimitAnswers(answers)
                .setHeadroomPpm(headroom)
                .setLowestHeadroomPpm(least)
                .setGoodRequests(good)
                .setGoodOutputTokens(goodTokens)
                .setWastedCostPico(0L);
    }

    /** Only what refusals there were, by axis. */
    static Figures figures(Aggregate aggregate) {
        Map<String, Long> throttled = new TreeMap<>();
        aggregate.getAttempts().forEach((outcome, count) -> {
            if (AXES.containsKey(outcome)) {
                throttled.merge(AXES.get(outcome), count, Long::sum);
            }
        });
        return Figures.newBuilder().setSeconds(1).setThrottledByAxis(throttled).build();
    }
}
