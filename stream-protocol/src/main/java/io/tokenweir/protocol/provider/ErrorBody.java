package io.tokenweir.protocol.provider;

/** What an error says about itself, from a body or from inside a stream. Each part may be null; numbers are kept as text. */
public record ErrorBody(String type, String code, String message, String param) {
    /** An error that says nothing. */
    public static final ErrorBody NONE = new ErrorBody(null, null, null, null);
}
