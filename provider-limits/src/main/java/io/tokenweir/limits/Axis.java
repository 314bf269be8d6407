package io.tokenweir.limits;

/** What a limit counts. */
public enum Axis {
    REQUESTS,
    TOKENS,
    CONCURRENCY,
    QUOTA
}
