package io.tokenweir.simulator.truth;

/**
 * What the provider knows of one API request. Nanos are since the request was read; -1 when there was no such instant.
 *
 * @param inputTokens prompt tokens as reported in {@code usage}: content and what the chat format adds
 * @param contentTokens tokens of the messages' content alone
 * @param outputTokens length of the answer that was decided at admission
 * @param tokensWritten tokens written to the socket
 * @param chargedTokens what the token limit was charged
 * @param maxLatenessNanos the largest time between a token's due time and its write
 * @param inFlight admitted streams at the decision, this one excluded
 * @param tokensLastMinute prompt and answer tokens of the requests admitted in the last 60 s, this one excluded
 * @param chaos the rule of chaos that struck the request; null when none did
 * @param flaw what the quality dial did to the answer; null when it is sound
 */
public record TruthRecord(
        long receivedMicros,
        long endedMicros,
        String requestId,
        String clientRequestId,
        String traceId,
        String accountId,
        String keyFingerprint,
        String path,
        String model,
        int status,
        String decision,
        int inputTokens,
        int contentTokens,
        int outputTokens,
        int tokensWritten,
        long chargedTokens,
        long firstTokenNanos,
        long lastTokenNanos,
        long maxLatenessNanos,
        int inFlight,
        long tokensLastMinute,
        String finish,
        String chaos,
        String flaw) {}
