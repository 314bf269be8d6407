package io.tokenweir.common.publish;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TakeOverTest {
    static Throwable[] whatASuccessorCauses() {
        return new Throwable[] {
            new ProducerFencedException("a newer producer"),
            new InvalidProducerEpochException("an old epoch"),
            new InvalidTxnStateException("a transaction that the coordinator has aborted"),
            new KafkaException("Unhandled error in EndTxnResponse: The server experienced an unexpected error when"
                    + " processing the request."),
        };
    }

    @ParameterizedTest
    @MethodSource("whatASuccessorCauses")
    void isBehindEveryAnswerThatASuccessorCauses(Throwable answer) {
        assertThat(TakeOver.isBehind(answer)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("whatASuccessorCauses")
    void isSeenThroughWhatWrapsTheAnswer(Throwable answer) {
        assertThat(TakeOver.isBehind(new KafkaException("Cannot execute transactional method", answer)))
                .isTrue();
    }

    @Test
    void isNotBehindABrokerThatIsAway() {
        assertThat(TakeOver.isBehind(new TimeoutException("60 s without an answer")))
                .isFalse();
    }

    @Test
    void isNotBehindAnInnerErrorThatIsNotTheEndOfATransaction() {
        assertThat(TakeOver.isBehind(new KafkaException(
                        "Unexpected error in InitProducerIdResponse; The server experienced an unexpected error when"
                                + " processing the request.")))
                .isFalse();
    }
}
