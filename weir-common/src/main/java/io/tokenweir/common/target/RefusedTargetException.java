package io.tokenweir.common.target;

/** The target may not be used; the message is one sentence with the reason and the mend. */
public final class RefusedTargetException extends RuntimeException {
    public RefusedTargetException(String message) {
        super(message);
    }
}
