package io.tokenweir.protocol.provider;

/** Bytes that are not JSON. Made without a stack trace: a broken server can send many. */
final class JsonSyntaxException extends RuntimeException {
    private final int at;

    /** @param at position in the array that was read */
    JsonSyntaxException(String message, int at) {
        super(message, null, false, false);
        this.at = at;
    }

    /** What is wrong and where, counted from the start of the text. */
    String sentence(int textStart) {
        return getMessage() + " at byte " + (at - textStart);
    }
}
