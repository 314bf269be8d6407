package io.tokenweir.connect.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

import io.tokenweir.connect.prometheus.Negotiator.Choice;
import io.tokenweir.connect.prometheus.TimedSamples.Placed;

class NegotiatorTest {
    private static final Answer.Written ONE_WRITTEN = new Answer.Written(1, 0);

    private final List<Protocol> asked = new ArrayList<>();
    private final List<byte[]> messages = new ArrayList<>();
    private long now = 1_000_000;

    private Negotiator negotiator(Choice choice, Answer toTwo) {
        return new Negotiator(
                (protocol, message) -> {
                    asked.add(protocol);
                    messages.add(message);
                    return protocol == Protocol.TWO ? toTwo : answer(204, null);
                },
                choice,
                MetricNaming.PROMETHEUS,
                () -> now);
    }

    private static Answer answer(int status, Answer.Written written) {
        return new Answer(status, "", Duration.ZERO, written);
    }

    private static List<Placed> samples() {
        Sample sample = Sample.of(new SeriesId("weir_cost_total", Family.COST, Labels.NONE), 1, null);
        return List.of(new Placed(new TimedSamples(null, 1, 0, List.of(sample)), sample));
    }

    @Test
    void staysWithTwoWhenTheServerSaysWhatItWrote() {
        Negotiator negotiator = negotiator(Choice.AUTO, answer(204, ONE_WRITTEN));

        negotiator.send(samples());
        negotiator.send(samples());

        assertThat(asked).containsExactly(Protocol.TWO, Protocol.TWO);
    }

    @Test
    void sendsTheSameAgainByOneWhenTheServerDoesNotKnowTheType() {
        Negotiator negotiator = negotiator(Choice.AUTO, answer(415, null));

        assertThat(negotiator.send(samples()).isTaken()).isTrue();
        negotiator.send(samples());

        assertThat(asked).containsExactly(Protocol.TWO, Protocol.ONE, Protocol.ONE);
    }

    @Test
    void doesNotBelieveATakenMessageOfWhichNothingIsSaidToBeWritten() {
        Negotiator negotiator = negotiator(Choice.AUTO, answer(204, null));

        negotiator.send(samples());

        assertThat(asked).containsExactly(Protocol.TWO, Protocol.ONE);
    }

    @Test
    void staysWithTwoWhileTheServerIsAway() {
        Negotiator negotiator = negotiator(Choice.AUTO, answer(503, null));

        assertThat(negotiator.send(samples()).status()).isEqualTo(503);
        assertThat(asked).containsExactly(Protocol.TWO);
    }

    @Test
    void takesARefusalForOneOfTheSamplesOnceTwoHasWorked() {
        Answer[] next = {answer(204, ONE_WRITTEN)};
        Negotiator negotiator = new Negotiator(
                (protocol, message) -> {
                    asked.add(protocol);
                    return next[0];
                },
                Choice.AUTO,
                MetricNaming.PROMETHEUS,
                () -> now);
        negotiator.send(samples());
        next[0] = answer(400, null);

        assertThat(negotiator.send(samples()).status()).isEqualTo(400);
        assertThat(asked).containsExactly(Protocol.TWO, Protocol.TWO);
    }

    @Test
    void saysWhatToMendWhenTwoIsDemandedOfAServerThatDoesNotTakeIt() {
        Negotiator negotiator = negotiator(Choice.TWO, answer(204, null));

        assertThatThrownBy(() -> negotiator.send(samples()))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("accepted-protobuf-messages")
                .hasMessageContaining("remote.write.protocol=auto");
    }

    @Test
    void tellsMetadataByOneOnceAMinute() {
        Negotiator negotiator = negotiator(Choice.ONE, null);
        negotiator.send(samples());
        negotiator.send(samples());
        now += 60_000;
        negotiator.send(samples());

        assertThat(messages)
                .extracting(message -> ProtoReader.read(message).containsKey(3))
                .containsExactly(true, false, true);
    }
}
