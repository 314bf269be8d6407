package io.tokenweir.report.limiter;

/**
 * How large a call is asked to be.
 *
 * @param cancelled whether it is broken off at its first token: of {@code max_tokens} only what is charged beforehand is felt
 */
record Shape(int prompt, int max, boolean stream, boolean cancelled) {
    /** As little as can be asked for. */
    static final Shape TINY = new Shape(8, 1, false, false);

    String words() {
        return "prompt " + prompt + ", max_tokens " + max + (cancelled ? ", broken off" : "");
    }
}
