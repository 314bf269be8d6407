package io.tokenweir.platform;

/** A part of the embedded platform cannot start or go on; the message says why and how to mend it. */
public final class PlatformException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PlatformException(String message) {
        super(message);
    }

    public PlatformException(String message, Throwable cause) {
        super(message, cause);
    }
}
