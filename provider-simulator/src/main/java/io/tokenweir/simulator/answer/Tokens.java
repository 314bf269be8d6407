package io.tokenweir.simulator.answer;

/** A text, token by token. Immutable. */
public interface Tokens {
    int count();

    /** Token {@code i} in UTF-8, escaped for the inside of a JSON string. Not to be changed. */
    byte[] bytes(int i);

    /** The whole text, not escaped. */
    String text();
}
