package io.tokenweir.simulator.openai;

import java.util.List;

import io.tokenweir.simulator.api.ServedRequest;

/**
 * A completion request that was understood, with the options that only OpenAI's own format has.
 *
 * @param chat whether it came to the chat endpoint (else: legacy completions)
 * @param azure whether it came over Azure, which adds what its filters say
 * @param logprobs how many candidates of each token it wants to see; {@link Logprobs#NONE}: no log probabilities
 * @param echoes what each choice says before its answer (legacy completions with {@code echo}); empty: nothing
 */
record CompletionRequest(
        boolean chat,
        boolean azure,
        ServedRequest served,
        boolean includeUsage,
        boolean obfuscation,
        int logprobs,
        List<String> echoes) {

    /** What choice {@code i} says before its answer. */
    String echo(int i) {
        return echoes.isEmpty() ? "" : echoes.get(i);
    }
}
