package io.tokenweir.simulator.api;

/**
 * What a request wants its answer to be like, beyond its length.
 *
 * @param choices how many answers
 */
public record Wishes(int choices) {
    /** One plain text. */
    public static final Wishes NONE = new Wishes(1);
}
