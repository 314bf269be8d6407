package io.tokenweir.limits;

/** What a limit counts. */
public enum Axis {
    REQUESTS,
    /** Prompt and answer together. */
    TOKENS,
    INPUT_TOKENS,
    OUTPUT_TOKENS,
    /** Requests that are open at once. */
    CONCURRENCY,
    /** Money, in millionths of a dollar. */
    SPEND,
    /** A budget of tokens per period, beside the rate. */
    QUOTA,
    /** A budget of calls per period, beside the rate. */
    CALL_QUOTA,
    /** How fast the use of tokens grows. */
    RAMP;

    /** Whether it counts tokens in a rate. */
    public boolean tokens() {
        return this == TOKENS || this == INPUT_TOKENS || this == OUTPUT_TOKENS;
    }
}
