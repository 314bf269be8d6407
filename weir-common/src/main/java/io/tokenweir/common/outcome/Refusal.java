package io.tokenweir.common.outcome;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

import io.tokenweir.events.Outcome;

/**
 * Why the provider turned an attempt away, in the few groups that a person can tell apart in a stacked chart. The live line,
 * the page, the runbook and the thresholds all count by this list, so "refused" is one number everywhere.
 *
 * <p>Server errors, transport errors and what the virtual users shed themselves are no refusals.
 */
public enum Refusal {
    RATE_REQUESTS("requests", "requests per minute", true, Outcome.RATE_REQUESTS),
    RATE_TOKENS("tokens", "tokens per minute", true, Outcome.RATE_TOKENS),
    RATE_OTHER("other", "other rate limit", true, Outcome.RATE_UNSPECIFIED, Outcome.RATE_DAY, Outcome.RAMP),
    CONCURRENCY("concurrency", "concurrency", true, Outcome.CONCURRENCY),
    OVERLOAD("capacity", "overload", true, Outcome.OVERLOAD, Outcome.SHARED_CAPACITY, Outcome.DECLINED),
    QUOTA("quota", "quota spent", false, Outcome.QUOTA),
    SIZE("size", "larger than the limit", false, Outcome.TOO_LARGE_FOR_LIMIT),
    ACCESS("access", "key or permission", false, Outcome.AUTH, Outcome.PERMISSION);

    private static final Map<String, Refusal> BY_OUTCOME = new HashMap<>();

    static {
        for (Refusal refusal : values()) {
            for (Outcome outcome : refusal.outcomes) {
                BY_OUTCOME.put(outcome.name(), refusal);
            }
        }
    }

    private final String label;
    private final String title;
    private final boolean shedding;
    private final Outcome[] outcomes;

    Refusal(String label, String title, boolean shedding, Outcome... outcomes) {
        this.label = label;
        this.title = title;
        this.shedding = shedding;
        this.outcomes = outcomes;
    }

    /** One short word: on the live line, and the name in the page's JSON. */
    public String label() {
        return label;
    }

    /** The same for a legend or a sentence. */
    public String title() {
        return title;
    }

    /** Whether it tells of load: a spent quota, a key without permission or a single request too large do not. */
    public boolean shedding() {
        return shedding;
    }

    /** The group of an outcome, or null when it is no refusal. */
    public static Refusal of(Outcome outcome) {
        return of(outcome.name());
    }

    /** The group of an outcome's name as it stands in an aggregate, or null when it is no refusal. */
    public static Refusal of(String outcomeName) {
        return BY_OUTCOME.get(outcomeName);
    }

    /** Counts by group, of attempts counted by outcome; groups without any are left out. */
    public static Map<Refusal, Long> count(Map<String, Long> attemptsByOutcome) {
        Map<Refusal, Long> counts = new EnumMap<>(Refusal.class);
        attemptsByOutcome.forEach((outcome, attempts) -> {
            Refusal refusal = of(outcome);
            if (refusal != null && attempts != 0) {
                counts.merge(refusal, attempts, Long::sum);
            }
        });
        return counts;
    }

    /** All of them together. */
    public static long total(Map<String, Long> attemptsByOutcome) {
        return count(attemptsByOutcome).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }
}
