package io.tokenweir.simulator.truth;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.tokenweir.limits.AxisState;

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
 * @param cachedTokens prompt tokens that the prefix cache had
 * @param queueNanos time that the request waited for a place in the engine; -1 when it got none
 * @param prefillNanos time from its place to the instant at which its first token existed; -1 when none did
 * @param flushSpanNanos longest time from the first to the last write of a round in which it had tokens: steps release many
 *     streams together, and somebody is the last
 * @param saturated whether a token was late while the simulator was what limited
 * @param limits what each limit that the request met held after the decision
 * @param tokenNanos instants at which the tokens were written: the first, then each one's distance from the one before;
 *     null unless they are wanted
 * @param tokenLatenessNanos how late each of them was
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
        String flaw,
        int cachedTokens,
        long queueNanos,
        long prefillNanos,
        long flushSpanNanos,
        boolean saturated,
        List<AxisState> limits,
        @JsonInclude(NON_NULL) long[] tokenNanos,
        @JsonInclude(NON_NULL) long[] tokenLatenessNanos)
        implements Truth {}
