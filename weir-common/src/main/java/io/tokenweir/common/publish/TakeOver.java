package io.tokenweir.common.publish;

import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.protocol.Errors;

/**
 * Tells from a failed transaction whether a successor with the same transactional id caused it.
 *
 * <p>Besides the plain refusal of the epoch there are two races. The successor makes the coordinator abort our open
 * transaction: our end, coming after that, is refused for the state (KAFKA-20785). Coming while the abort is being
 * prepared, it makes a broker of Kafka 4.3 fail inside ("already a pending state PREPARE_EPOCH_FENCE"), and the
 * producer passes that on as a bare KafkaException, of which only the sentence is left to tell it by.
 */
final class TakeOver {
    private static final String FAILED_END = "EndTxnResponse: " + Errors.UNKNOWN_SERVER_ERROR.message();

    private TakeOver() {}

    static boolean isBehind(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProducerFencedException
                    || cause instanceof InvalidProducerEpochException
                    || cause instanceof InvalidTxnStateException
                    || isEndThatFailedInTheBroker(cause)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isEndThatFailedInTheBroker(Throwable cause) {
        return cause.getMessage() != null && cause.getMessage().endsWith(FAILED_END);
    }
}
