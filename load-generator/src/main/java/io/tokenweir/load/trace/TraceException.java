package io.tokenweir.load.trace;

/** A trace that cannot be used; the message names file, line, column and what was expected. */
public final class TraceException extends RuntimeException {
    public TraceException(String message) {
        super(message);
    }

    TraceException(String message, Throwable cause) {
        super(message, cause);
    }
}
