package io.tokenweir.load.summary;

/** What is counted by the second that its request was due in. */
enum Counted {
    OFFERED,
    STARTED,
    DROPPED,
    ANSWERED,
    GOOD,
    ATTEMPTS,
    REFUSED,
    ARRIVALS,
    OUTPUT_TOKENS
}
