package io.tokenweir.common.kafka;

/** The cluster does not answer, or not as needed; the message is one sentence for the operator. */
public final class KafkaUnavailableException extends RuntimeException {
    public KafkaUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
