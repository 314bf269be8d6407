package io.tokenweir.common.threshold;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.tokenweir.common.outcome.Refusal;
import io.tokenweir.common.scenario.NearestName;
import io.tokenweir.events.Outcome;

/** What {@code {outcome:…}} may name: one of the outcomes, upper and lower case alike, or a class of several. Pure. */
final class OutcomeClass {
    private static final Set<String> RATE_LIMITED = Set.of(
            "RATE_REQUESTS", "RATE_TOKENS", "RATE_DAY", "RATE_UNSPECIFIED", "CONCURRENCY", "RAMP", "SHARED_CAPACITY");
    private static final List<String> CLASSES = List.of("rate_limited", "refused", "failed");

    private OutcomeClass() {}

    /** The name as it is kept; throws with the nearest one when it is unknown. */
    static String checked(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        if (names().contains(upper)) {
            return upper;
        }
        String lower = name.toLowerCase(Locale.ROOT);
        if (CLASSES.contains(lower)) {
            return lower;
        }
        String nearest = NearestName.of(
                name, Stream.concat(names().stream(), CLASSES.stream()).toList());
        throw new IllegalArgumentException("there is no outcome '" + name + "'; "
                + (nearest == null
                        ? "classes are " + String.join(", ", CLASSES) + ", and docs/glossary.md has the single ones"
                        : "did you mean '" + nearest + "'?"));
    }

    /** How many of these counts belong to it. */
    static long count(String name, Map<String, Long> byOutcome) {
        return byOutcome.entrySet().stream()
                .filter(entry -> contains(name, entry.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static boolean contains(String name, String outcome) {
        return switch (name) {
            case "rate_limited" -> RATE_LIMITED.contains(outcome);
            case "refused" -> Refusal.of(outcome) != null;
            case "failed" -> !outcome.equals("OK");
            default -> name.equals(outcome);
        };
    }

    private static Set<String> names() {
        return Arrays.stream(Outcome.values()).map(Outcome::name).collect(Collectors.toSet());
    }
}
