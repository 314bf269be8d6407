package io.tokenweir.protocol.outcome;

import java.time.Clock;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Decides the class of an ending by a provider's rule table (the resource {@code outcomes/<provider>.json}): the first rule
 * whose conditions all hold; when none does, {@link Outcome#UNCLASSIFIED}, with the evidence to write a rule from.
 *
 * <p>Immutable, thread-safe. The clock serves only Retry-After values that are dates.
 */
public final class OutcomeClassifier {
    private static final int EVIDENCE_CHARS = 200;
    private final List<Rule> rules;
    /** What each rule comes to where the server said nothing more; most endings are such. */
    private final List<Classification> bareByRule;

    private final Clock clock;

    private OutcomeClassifier(List<Rule> rules, Clock clock) {
        this.rules = rules;
        this.bareByRule = rules.stream()
                .map(rule -> new Classification(
                        rule.outcome(),
                        "rule " + rule.name() + " by " + rule.basis(),
                        Classification.NO_HINT,
                        rule.degraded()))
                .toList();
        this.clock = clock;
    }

    /** The rules shipped for a provider; throws {@link IllegalArgumentException} when there are none. */
    public static OutcomeClassifier forProvider(String provider, Clock clock) {
        return new OutcomeClassifier(RuleTable.forProvider(provider), clock);
    }

    /**
     * The same, after rules of a scenario's own.
     *
     * @param first a list of rules in the form of the shipped tables; null: none
     */
    public static OutcomeClassifier forProvider(String provider, JsonNode first, Clock clock) {
        return new OutcomeClassifier(RuleTable.forProvider(provider, first), clock);
    }

    public Classification classify(Ending ending) {
        boolean mayHint = !ending.headers().isEmpty() || ending.error().message() != null || ending.body() != null;
        long hint = mayHint
                ? RetryHints.longestNanos(ending.headers(), ending.error().message(), ending.body(), clock.instant())
                : Classification.NO_HINT;
        String said = ending.error().message() == null
                ? ending.detail()
                : ending.error().message();
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i).matches(ending)) {
                Classification bare = bareByRule.get(i);
                return hint == Classification.NO_HINT && said == null
                        ? bare
                        : new Classification(bare.outcome(), evidence(bare.evidence(), said), hint, bare.degraded());
            }
        }
        return new Classification(Outcome.UNCLASSIFIED, evidence("no rule matched", said), hint);
    }

    private static String evidence(String why, String message) {
        if (message == null || message.isEmpty()) {
            return why;
        }
        String masked = Masking.secrets(message);
        return why + ": " + masked.substring(0, Math.min(masked.length(), EVIDENCE_CHARS));
    }
}
