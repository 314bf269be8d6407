package io.tokenweir.connect.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.LongStream;

import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.junit.jupiter.api.Test;

import io.tokenweir.connect.prometheus.TimedSamples.Placed;

class RemoteWriterTest {
    private static final Answer TAKEN = answer(204, "");
    private static final long NOW = 1_000_000;

    private final List<Long> stored = new ArrayList<>();
    private final List<Long> reported = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private final List<Long> settled = new ArrayList<>();
    private final List<Duration> waits = new ArrayList<>();
    private final List<List<Long>> requests = new ArrayList<>();
    private final SinkMetrics metrics = new SinkMetrics("c", "0", () -> NOW);

    private static Answer answer(int status, String text) {
        return new Answer(status, text, Duration.ZERO, null);
    }

    /** A server that decides by the timestamps in a request and stores all or nothing. */
    private RemoteWriter writer(Function<List<Long>, Answer> server) {
        RetryPolicy retries = new RetryPolicy(
                4, Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofMinutes(1), new SplittableRandom(1));
        return new RemoteWriter(
                samples -> {
                    List<Long> times = samples.stream()
                            .map(Placed::timestampMillis)
                            .distinct()
                            .toList();
                    requests.add(times);
                    Answer answer = server.apply(times);
                    if (answer.isTaken()) {
                        stored.addAll(times);
                    }
                    return answer;
                },
                retries,
                waits::add,
                10,
                metrics::now,
                new Told());
    }

    private final class Told implements RemoteWriter.Listener {
        @Override
        public void written(int samples) {
            // counted by the server above
        }

        @Override
        public void retried() {
            // seen by the waits
        }

        @Override
        public void refused(TimedSamples row, int samples, String text) {
            reported.add(row.timestampMillis());
            words.add(text);
        }
    }

    private static Sample sample(String run) {
        return Sample.of(new SeriesId("weir_cost_total", Family.COST, Labels.NONE.with("run_id", run)), 1, null);
    }

    private void write(RemoteWriter writer, long... times) {
        List<TimedSamples> rows = LongStream.of(times)
                .mapToObj(time -> new TimedSamples(null, time, 0, List.of(sample("r"))))
                .toList();
        writer.write(rows, row -> settled.add(row.timestampMillis()));
    }

    @Test
    void sendsNoMoreSamplesAtOnceThanAllowed() {
        write(writer(times -> TAKEN), LongStream.rangeClosed(1, 25).toArray());

        assertThat(requests).extracting(List::size).containsExactly(10, 10, 5);
        assertThat(settled).hasSize(25).isSorted();
    }

    @Test
    void findsTheOneRowThatTheServerRefusesAndStoresItsNeighbours() {
        write(writer(times -> times.contains(3L) ? answer(400, "out of order") : TAKEN), 1, 2, 3, 4, 5);

        assertThat(stored).containsExactly(1L, 2L, 4L, 5L);
        assertThat(reported).containsExactly(3L);
        assertThat(settled).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void takesA500ForTheSamplesFaultWhenTheServerTakesTheSinksOwnMetrics() {
        write(writer(times -> times.contains(1L) ? answer(500, "too old") : TAKEN), 1, 2);

        assertThat(stored).contains(2L).doesNotContain(1L);
        assertThat(reported).containsExactly(1L);
    }

    @Test
    void doesNotWaitForEverWhenAllRowsAreTooOldForAServerThatWorks() {
        write(writer(times -> times.get(0) < NOW ? answer(500, "too old sample") : TAKEN), 1, 2);

        assertThat(reported).containsExactly(1L, 2L);
        assertThat(settled).containsExactly(1L, 2L);
    }

    @Test
    void reportsNothingWhenTheServerBreaksWhileABatchIsBeingHalved() {
        RemoteWriter writer = writer(times -> requests.size() < 3 ? answer(400, "bad") : answer(500, "disk full"));

        assertThatThrownBy(() -> write(writer, 1, 2)).isInstanceOf(RetriableException.class);
        assertThat(reported).isEmpty();
    }

    @Test
    void writesTheOtherSamplesOfARowThatHasOneBadOne() {
        List<String> kept = new ArrayList<>();
        RemoteWriter writer = new RemoteWriter(
                samples -> {
                    List<String> runs = samples.stream()
                            .map(placed ->
                                    placed.sample().series().labels().pairs().get("run_id"))
                            .toList();
                    if (runs.contains("bad")) {
                        return answer(400, "duplicate sample");
                    }
                    kept.addAll(runs);
                    return TAKEN;
                },
                new RetryPolicy(1, Duration.ZERO, Duration.ZERO, Duration.ZERO, new SplittableRandom(1)),
                waits::add,
                10,
                metrics::now,
                new Told());

        writer.write(
                List.of(new TimedSamples(null, 7, 0, List.of(sample("a"), sample("bad"), sample("c")))), row -> {});

        assertThat(kept).containsExactly("a", "c");
        assertThat(words).containsExactly("weir_cost_total{run_id=\"bad\"}: HTTP 400: duplicate sample");
    }

    @Test
    void saysWhatToMendWhenTheServerTakesNoNativeHistograms() {
        RemoteWriter writer = writer(times -> answer(500, "native histograms are disabled"));

        assertThatThrownBy(() -> write(writer, 1))
                .isExactlyInstanceOf(ConnectException.class)
                .hasMessageContaining("--enable-feature=native-histograms")
                .hasMessageContaining("remote.write.histograms=classic");
    }

    @Test
    void leavesALongWaitToConnect() {
        RemoteWriter writer = writer(times -> new Answer(503, "", Duration.ofMinutes(2), null));

        assertThatThrownBy(() -> write(writer, 1))
                .isInstanceOfSatisfying(
                        ServerAwayException.class,
                        away -> assertThat(away.retryAfter()).isEqualTo(Duration.ofMinutes(2)));
        assertThat(waits).isEmpty();
    }

    @Test
    void takesA500ForAnOutageWhenNothingIsTaken() {
        RemoteWriter writer = writer(times -> answer(500, "disk full"));

        assertThatThrownBy(() -> write(writer, 1, 2)).isInstanceOf(RetriableException.class);
        assertThat(reported).isEmpty();
        assertThat(settled).isEmpty();
    }

    @Test
    void triesAgainWhileTheServerIsAwayAndWaitsLongerEachTime() {
        write(writer(times -> requests.size() < 3 ? answer(503, "") : TAKEN), 1);

        assertThat(stored).containsExactly(1L);
        assertThat(waits).hasSize(2);
        assertThat(waits.get(0)).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
        assertThat(waits.get(1)).isBetween(Duration.ofMillis(100), Duration.ofMillis(200));
    }

    @Test
    void waitsAtLeastAsLongAsTheServerAsks() {
        write(writer(times -> requests.size() < 2 ? new Answer(429, "", Duration.ofSeconds(7), null) : TAKEN), 1);

        assertThat(waits).containsExactly(Duration.ofSeconds(7));
    }

    @Test
    void givesBackToConnectAfterSoManyTries() {
        RemoteWriter writer = writer(times -> answer(0, "connection refused"));

        assertThatThrownBy(() -> write(writer, 1))
                .isInstanceOf(RetriableException.class)
                .hasMessageContaining("did not answer");
        assertThat(requests).hasSize(4);
    }

    @Test
    void saysWhatToMendWhenTheServerTakesNoRemoteWrites() {
        RemoteWriter writer = writer(times -> answer(404, "not found"));

        assertThatThrownBy(() -> write(writer, 1))
                .isExactlyInstanceOf(ConnectException.class)
                .hasMessageContaining("--web.enable-remote-write-receiver");
    }
}
