package io.tokenweir.limits;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** How OpenAI tells its limits: headers on every answer, and the message, type and code of a 429. */
public final class OpenAiLimits {
    /** {@code code} of every rate refusal. */
    public static final String CODE = "rate_limit_exceeded";

    private OpenAiLimits() {}

    /** {@code x-ratelimit-*}, and on a refusal that waiting cures {@code retry-after} and {@code retry-after-ms}. */
    public static Map<String, String> headers(Decision decision) {
        Map<String, String> headers = new LinkedHashMap<>();
        put(headers, "requests", decision.requests());
        put(headers, "tokens", decision.tokens());
        decision.refusal().filter(refusal -> !refusal.tooLarge()).ifPresent(refusal -> {
            headers.put("retry-after-ms", Long.toString(ceilDiv(refusal.waitNanos(), 1_000_000)));
            headers.put("retry-after", Long.toString(ceilDiv(refusal.waitNanos(), 1_000_000_000)));
        });
        return headers;
    }

    /** The message of a 429. */
    public static String message(Decision.Refusal refusal, String model, String organization) {
        String who = model + " in organization " + organization;
        if (refusal.axis() == Axis.CONCURRENCY) {
            return "Concurrency limit reached for " + who + ": Limit " + refusal.limit() + ", Used " + refusal.used()
                    + ". Please try again when a request has ended.";
        }
        String on = who + " on " + dimension(refusal.axis()) + ": Limit " + refusal.limit();
        if (refusal.tooLarge()) {
            return "Request too large for " + on + ", Requested " + refusal.requested()
                    + ". The input or output tokens must be reduced in order to run successfully.";
        }
        return "Rate limit reached for " + on + ", Used " + refusal.used() + ", Requested " + refusal.requested()
                + ". Please try again in " + GoDuration.ceil(refusal.waitNanos()) + ".";
    }

    /** {@code type} of a 429. */
    public static String type(Axis axis) {
        return switch (axis) {
            case TOKENS -> "tokens";
            case REQUESTS -> "requests";
            case CONCURRENCY -> "concurrency";
            case QUOTA -> "insufficient_quota";
        };
    }

    private static String dimension(Axis axis) {
        return axis == Axis.TOKENS ? "tokens per min (TPM)" : "requests per min (RPM)";
    }

    private static void put(Map<String, String> headers, String name, Optional<AxisState> axis) {
        axis.ifPresent(state -> {
            headers.put("x-ratelimit-limit-" + name, Long.toString(state.limit()));
            headers.put("x-ratelimit-remaining-" + name, Long.toString(state.remaining()));
            headers.put("x-ratelimit-reset-" + name, GoDuration.floor(state.resetNanos()));
        });
    }

    private static long ceilDiv(long value, long unit) {
        return (value + unit - 1) / unit;
    }
}
