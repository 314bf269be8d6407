package io.tokenweir.simulator.openai;

import io.tokenweir.simulator.api.ServedRequest;

/**
 * A completion request that was understood, with the options that only OpenAI's own format has.
 *
 * @param chat whether it came to the chat endpoint (else: legacy completions)
 */
record CompletionRequest(boolean chat, ServedRequest served, boolean includeUsage, boolean obfuscation) {}
