package io.tokenweir.simulator.config;

import java.util.List;

/**
 * Failures injected into requests that would have been admitted, as llm-d-inference-sim has them.
 *
 * @param percent share of the requests, 0 to 100
 * @param types which failures; empty: all of them
 */
public record FailureConfig(double percent, List<Type> types) {

    public FailureConfig {
        if (percent < 0 || percent > 100) {
            throw new IllegalArgumentException("failures.percent must be from 0 to 100");
        }
        types = types == null ? List.of() : List.copyOf(types);
    }

    /** A kind of failure. */
    public enum Type {
        RATE_LIMIT,
        INVALID_API_KEY,
        CONTEXT_LENGTH,
        SERVER_ERROR,
        INVALID_REQUEST,
        MODEL_NOT_FOUND
    }

    /** No failure. */
    public static FailureConfig none() {
        return new FailureConfig(0, List.of());
    }
}
