package io.tokenweir.tap.proxy;

/** The head of a message that nobody should pass on. The message says why, the status what a client is told. */
final class BadHeadException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;

    BadHeadException(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }
}
