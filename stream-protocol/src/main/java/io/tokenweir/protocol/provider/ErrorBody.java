package io.tokenweir.protocol.provider;

/**
 * What an error says about itself, from a body or from inside a stream. Each part may be null; numbers are kept as text. Of a
 * long one the beginning is kept: patterns are looked for in it on the event loop, and 64 KiB of a message took it milliseconds.
 */
public record ErrorBody(String type, String code, String message, String param) {
    /** An error that says nothing. */
    public static final ErrorBody NONE = new ErrorBody(null, null, null, null);

    private static final int MESSAGE_CHARS = 2_000;
    private static final int NAME_CHARS = 200;

    public ErrorBody {
        type = beginning(type, NAME_CHARS);
        code = beginning(code, NAME_CHARS);
        message = beginning(message, MESSAGE_CHARS);
        param = beginning(param, NAME_CHARS);
    }

    private static String beginning(String text, int most) {
        return text == null || text.length() <= most ? text : text.substring(0, most);
    }
}
