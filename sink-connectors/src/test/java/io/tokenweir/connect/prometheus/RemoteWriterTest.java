package io.tokenweir.connect.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.LongStream;

import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.junit.jupiter.api.Test;

import io.tokenweir.connect.prometheus.RemoteWriteClient.Answer;

class RemoteWriterTest {
    private static final Answer TAKEN = new Answer(204, "", Duration.ZERO);

    private final List<Long> stored = new ArrayList<>();
    private final List<Long> reported = new ArrayList<>();
    private final List<Long> settled = new ArrayList<>();
    private final List<Duration> waits = new ArrayList<>();
    private final List<List<Long>> requests = new ArrayList<>();

    /** A server that decides by the timestamps in a request and stores all or nothing. */
    private RemoteWriter writer(Function<List<Long>, Answer> server) {
        RetryPolicy retries =
                new RetryPolicy(4, Duration.ofMillis(100), Duration.ofSeconds(1), new SplittableRandom(1));
        return new RemoteWriter(
                message -> {
                    List<Long> times = timestamps(message);
                    requests.add(times);
                    Answer answer = server.apply(times);
                    if (answer.status() < 300) {
                        stored.addAll(times);
                    }
                    return answer;
                },
                retries,
                waits::add,
                10,
                MetricNaming.PROMETHEUS,
                6,
                (row, words) -> reported.add(row.timestampMillis()));
    }

    private void write(RemoteWriter writer, long... times) {
        List<TimedPoints> rows = LongStream.of(times)
                .mapToObj(time -> new TimedPoints(
                        null, time, List.of(Point.of(Family.COST, Labels.NONE.with("run_id", "r"), time))))
                .toList();
        writer.write(rows, row -> settled.add(row.timestampMillis()));
    }

    private static List<Long> timestamps(byte[] message) {
        Map<Integer, List<Object>> series =
                ProtoReader.read((byte[]) ProtoReader.read(message).get(1).get(0));
        return series.get(2).stream()
                .map(sample -> (Long) ProtoReader.read((byte[]) sample).get(2).get(0))
                .toList();
    }

    @Test
    void sendsNoMoreSamplesAtOnceThanAllowed() {
        write(writer(times -> TAKEN), LongStream.rangeClosed(1, 25).toArray());

        assertThat(requests).extracting(List::size).containsExactly(10, 10, 5);
        assertThat(settled).hasSize(25).isSorted();
    }

    @Test
    void findsTheOneRowThatTheServerRefusesAndStoresItsNeighbours() {
        write(
                writer(times -> times.contains(3L) ? new Answer(400, "out of order", Duration.ZERO) : TAKEN),
                1,
                2,
                3,
                4,
                5);

        assertThat(stored).containsExactly(1L, 2L, 4L, 5L);
        assertThat(reported).containsExactly(3L);
        assertThat(settled).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void takesA500ForTheRowsFaultWhenItsNeighboursAreTaken() {
        write(writer(times -> times.contains(1L) ? new Answer(500, "too old", Duration.ZERO) : TAKEN), 1, 2);

        assertThat(stored).containsExactly(2L);
        assertThat(reported).containsExactly(1L);
    }

    @Test
    void takesA500ForAnOutageWhenNothingIsTaken() {
        RemoteWriter writer = writer(times -> new Answer(500, "disk full", Duration.ZERO));

        assertThatThrownBy(() -> write(writer, 1, 2)).isInstanceOf(RetriableException.class);
        assertThat(reported).isEmpty();
        assertThat(settled).isEmpty();
    }

    @Test
    void triesAgainWhileTheServerIsAwayAndWaitsLongerEachTime() {
        write(writer(times -> requests.size() < 3 ? new Answer(503, "", Duration.ZERO) : TAKEN), 1);

        assertThat(stored).containsExactly(1L);
        assertThat(waits).hasSize(2);
        assertThat(waits.get(0)).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
        assertThat(waits.get(1)).isBetween(Duration.ofMillis(100), Duration.ofMillis(200));
    }

    @Test
    void waitsAtLeastAsLongAsTheServerAsks() {
        write(writer(times -> requests.size() < 2 ? new Answer(429, "", Duration.ofSeconds(7)) : TAKEN), 1);

        assertThat(waits).containsExactly(Duration.ofSeconds(7));
    }

    @Test
    void givesBackToConnectAfterSoManyTries() {
        RemoteWriter writer = writer(times -> new Answer(0, "connection refused", Duration.ZERO));

        assertThatThrownBy(() -> write(writer, 1))
                .isInstanceOf(RetriableException.class)
                .hasMessageContaining("did not answer");
        assertThat(requests).hasSize(4);
    }

    @Test
    void saysWhatToMendWhenTheServerTakesNoRemoteWrites() {
        RemoteWriter writer = writer(times -> new Answer(404, "not found", Duration.ZERO));

        assertThatThrownBy(() -> write(writer, 1))
                .isExactlyInstanceOf(ConnectException.class)
                .hasMessageContaining("--web.enable-remote-write-receiver");
    }
}
