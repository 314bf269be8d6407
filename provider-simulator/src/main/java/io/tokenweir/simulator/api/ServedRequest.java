package io.tokenweir.simulator.api;

import java.util.List;

/**
 * A request for an answer, as every vendor's surface hands it to the provider behind it.
 *
 * @param texts what the prompt is made of, in order
 * @param formatTokens what the vendor's format adds to the tokens of the texts
 * @param promptParam the field that holds the prompt, for errors about its length
 * @param maxTokens most tokens of one choice; -1 when the request names none
 * @param stop texts that end the answer before they are said
 * @param seed the request's own seed; 0 when it names none
 */
public record ServedRequest(
        String model,
        List<String> texts,
        int formatTokens,
        String promptParam,
        boolean stream,
        int maxTokens,
        List<String> stop,
        long seed,
        Wishes wishes) {

    /** Characters of all texts, for the estimate that limits are charged by. */
    public long characters() {
        long sum = 0;
        for (String text : texts) {
            sum += text.length();
        }
        return sum;
    }
}
