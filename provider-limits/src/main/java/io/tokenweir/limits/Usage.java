package io.tokenweir.limits;

/**
 * What a request used in the end.
 *
 * @param input tokens of the prompt, cached ones included
 * @param cached tokens of the prompt that came from a cache
 * @param output tokens of the answer
 * @param microDollars its price
 */
public record Usage(long input, long cached, long output, long microDollars) {

    /** A request without cached tokens and without a price. */
    public static Usage of(long input, long output) {
        return new Usage(input, 0, output, 0);
    }
}
