package io.tokenweir.streams;

import java.util.Map;
import java.util.TreeMap;

import io.tokenweir.events.Outcome;

/** Which limit an attempt was refused for: the axis of each outcome that is such a refusal. */
final class ThrottleAxis {
    private static final Map<String, String> BY_OUTCOME = Map.of(
            Outcome.RATE_REQUESTS.name(), "RPM",
            Outcome.RATE_TOKENS.name(), "TPM",
            Outcome.RATE_DAY.name(), "DAY",
            Outcome.RATE_UNSPECIFIED.name(), "UNSPECIFIED",
            Outcome.CONCURRENCY.name(), "CONCURRENCY",
            Outcome.RAMP.name(), "RAMP",
            Outcome.SHARED_CAPACITY.name(), "SHARED_CAPACITY",
            Outcome.OVERLOAD.name(), "OVERLOAD",
            Outcome.QUOTA.name(), "QUOTA",
            Outcome.DECLINED.name(), "DECLINED");

    private ThrottleAxis() {}

    static boolean isRefusal(Outcome outcome) {
        return BY_OUTCOME.containsKey(outcome.name());
    }

    /** @param attempts counts by outcome */
    static Map<String, Long> of(Map<String, Long> attempts) {
        Map<String, Long> byAxis = new TreeMap<>();
        attempts.forEach((outcome, count) -> {
            if (BY_OUTCOME.containsKey(outcome)) {
                byAxis.merge(BY_OUTCOME.get(outcome), count, Long::sum);
            }
        });
        return byAxis;
    }
}
