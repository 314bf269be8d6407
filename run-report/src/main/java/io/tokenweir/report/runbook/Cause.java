package io.tokenweir.report.runbook;

import java.util.Arrays;

import io.tokenweir.events.Outcome;

/** Why a target refused, coarse enough to draw. Quota stands apart: it is about money, not about load. */
public enum Cause {
    RATE_REQUESTS("requests per minute"),
    RATE_TOKENS("tokens per minute"),
    CONCURRENCY("concurrency"),
    OVERLOAD("overload"),
    QUOTA("quota spent");

    private final String title;

    Cause(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    /** Whether it tells of load, and so counts for the onset. */
    boolean shedding() {
        return this != QUOTA;
    }

    /** The cause behind an outcome, or null when the outcome is no refusal. */
    static Cause of(Outcome outcome) {
        return switch (outcome) {
            case RATE_REQUESTS, RATE_DAY, RATE_UNSPECIFIED, RAMP -> RATE_REQUESTS;
            case RATE_TOKENS -> RATE_TOKENS;
            case CONCURRENCY -> CONCURRENCY;
            case OVERLOAD, SHARED_CAPACITY -> OVERLOAD;
            case QUOTA -> QUOTA;
            default -> null;
        };
    }

    /** Whether an outcome, by its name, is a refusal; a spent quota is one. */
    public static boolean isRefusal(String outcome) {
        return Arrays.stream(Outcome.values()).anyMatch(known -> known.name().equals(outcome) && of(known) != null);
    }

    /** The cause behind a decision as the target's own log writes it, or null. */
    static Cause ofDecision(String decision) {
        return switch (decision) {
            case "rate_requests" -> RATE_REQUESTS;
            case "rate_tokens" -> RATE_TOKENS;
            case "concurrency" -> CONCURRENCY;
            case "overload" -> OVERLOAD;
            case "quota" -> QUOTA;
            default -> null;
        };
    }
}
