package io.tokenweir.provision.http;

import io.tokenweir.provision.account.Cause;

/** A call came to nothing; the cause holds no secret. */
public final class CallFailedException extends RuntimeException {
    private final transient Cause failure;
    private final boolean answerLost;

    /** @param answerLost the server may have done what it was asked to */
    public CallFailedException(Cause failure, boolean answerLost) {
        super(failure.toString());
        this.failure = failure;
        this.answerLost = answerLost;
    }

    public Cause failure() {
        return failure;
    }

    public boolean answerLost() {
        return answerLost;
    }
}
