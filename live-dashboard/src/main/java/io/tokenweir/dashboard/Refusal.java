package io.tokenweir.dashboard;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

import io.tokenweir.events.Outcome;

/**
 * Why the provider turned an attempt away, in the few groups that a person can tell apart in a stacked chart.
 *
 * <p>Server errors, transport errors and what the virtual users shed themselves are no refusals.
 */
enum Refusal {
    REQUEST_RATE("requests", Outcome.RATE_REQUESTS),
    TOKEN_RATE("tokens", Outcome.RATE_TOKENS),
    OTHER_RATE("other", Outcome.RATE_UNSPECIFIED, Outcome.RATE_DAY, Outcome.TOO_LARGE_FOR_LIMIT, Outcome.RAMP),
    CONCURRENCY("concurrency", Outcome.CONCURRENCY),
    QUOTA("quota", Outcome.QUOTA),
    CAPACITY("capacity", Outcome.OVERLOAD, Outcome.SHARED_CAPACITY),
    ACCESS("access", Outcome.AUTH, Outcome.PERMISSION);

    private static final Map<String, Refusal> BY_OUTCOME = new HashMap<>();

    static {
        for (Refusal refusal : values()) {
            for (Outcome outcome : refusal.outcomes) {
                BY_OUTCOME.put(outcome.name(), refusal);
            }
        }
    }

    private final String label;
    private final Outcome[] outcomes;

    Refusal(String label, Outcome... outcomes) {
        this.label = label;
        this.outcomes = outcomes;
    }

    /** The name in JSON. */
    String label() {
        return label;
    }

    /** The group of an outcome's name as it stands in an aggregate, or null when it is no refusal. */
    static Refusal of(String outcomeName) {
        return BY_OUTCOME.get(outcomeName);
    }

    /** Counts by group, of attempts counted by outcome; groups without any are left out. */
    static Map<Refusal, Long> count(Map<String, Long> attemptsByOutcome) {
        Map<Refusal, Long> counts = new EnumMap<>(Refusal.class);
        attemptsByOutcome.forEach((outcome, attempts) -> {
            Refusal refusal = of(outcome);
            if (refusal != null && attempts != 0) {
                counts.merge(refusal, attempts, Long::sum);
            }
        });
        return counts;
    }
}
