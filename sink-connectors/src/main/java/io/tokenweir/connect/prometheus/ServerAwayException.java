package io.tokenweir.connect.prometheus;

import java.time.Duration;

import org.apache.kafka.connect.errors.RetriableException;

/** The server does not work now: Connect keeps the records, pauses, and brings them again. */
final class ServerAwayException extends RetriableException {
    private static final long serialVersionUID = 1;

    private final Duration retryAfter;

    ServerAwayException(Answer answer) {
        super("The remote-write server " + (answer.status() == 0 ? "did not answer" : "answered " + answer.status())
                + " (" + answer.text() + "); trying again, nothing is lost.");
        retryAfter = answer.retryAfter();
    }

    /** What the server asked to wait; zero for nothing. */
    Duration retryAfter() {
        return retryAfter;
    }
}
