package io.tokenweir.simulator.chat;

import java.util.List;

/**
 * A completion request that was understood.
 *
 * @param chat whether it came to the chat endpoint (else: legacy completions)
 * @param messages content of each message (the prompt, for legacy completions)
 * @param roles role of each message; empty for legacy completions
 * @param maxTokens -1 when the request names none
 * @param seed the request's own seed; 0 when it names none
 */
record CompletionRequest(
        boolean chat,
        String model,
        List<String> messages,
        List<String> roles,
        boolean stream,
        boolean includeUsage,
        boolean obfuscation,
        int maxTokens,
        List<String> stop,
        long seed) {

    /** Characters of all messages, for the estimate that limits are charged by. */
    long characters() {
        long sum = 0;
        for (String message : messages) {
            sum += message.length();
        }
        return sum;
    }
}
