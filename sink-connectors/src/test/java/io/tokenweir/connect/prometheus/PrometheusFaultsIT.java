package io.tokenweir.connect.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.tokenweir.connect.TaskContext;
import io.tokenweir.connect.Windows;
import io.tokenweir.events.Grouping;

/** What a real Prometheus refuses or lacks, what the sink says then, and that nothing else is lost by it. */
class PrometheusFaultsIT {
    private static final int MINUTE = 60;

    @TempDir
    Path folder;

    private final TaskContext context = new TaskContext();
    private final long now = Instant.now().getEpochSecond();
    private long clockMillis = now * 1000;

    private PrometheusSinkTask task(ServerUnderTest server, Map<String, String> more) {
        PrometheusSinkTask task = new PrometheusSinkTask(() -> clockMillis);
        task.initialize(context);
        Map<String, String> settings = new HashMap<>(more);
        settings.put("remote.write.url", server.writeUrl());
        task.start(settings);
        return task;
    }

    private static SinkRecord row(Grouping grouping, String run, long endSecond, long cumulative, long offset) {
        return Windows.record(
                Windows.row(
                        Windows.series(run, grouping, grouping == Grouping.MODEL ? "m" : ""),
                        endSecond,
                        Windows.aggregate(1, 20_000_000),
                        Windows.aggregate(cumulative, 20_000_000, 30_000_000, 300_000_000)),
                offset);
    }

    @Test
    void saysThatTheReceiverIsOff() throws Exception {
        try (ServerUnderTest server = ServerUnderTest.start(folder)) {
            assertThatThrownBy(() -> task(server, Map.of()).put(List.of(row(Grouping.RUN, "r", now, 1, 0))))
                    .isExactlyInstanceOf(ConnectException.class)
                    .hasMessageContaining("--web.enable-remote-write-receiver");
        }
    }

    @Test
    void saysThatNativeHistogramsAreOff() throws Exception {
        try (ServerUnderTest server = ServerUnderTest.start(folder, ServerUnderTest.RECEIVER)) {
            assertThatThrownBy(() -> task(server, Map.of()).put(List.of(row(Grouping.MODEL, "r", now, 1, 0))))
                    .isExactlyInstanceOf(ConnectException.class)
                    .hasMessageContaining("--enable-feature=native-histograms")
                    .hasMessageContaining("remote.write.histograms=classic");
        }
    }

    @Test
    void writesClassicBucketsToAServerWithoutNativeHistograms() throws Exception {
        try (ServerUnderTest server = ServerUnderTest.start(folder, ServerUnderTest.RECEIVER)) {
            task(server, Map.of("remote.write.histograms", "classic"))
                    .put(List.of(row(Grouping.MODEL, "r", now, 1, 0)));

            assertThat(server.value("weir_ttft_seconds_count", now)).isEqualTo(3);
            assertThat(server.value("weir_ttft_seconds_sum", now)).isEqualTo(0.35);
            assertThat(server.value("weir_ttft_seconds_bucket{le=\"0.03125\"}", now))
                    .isEqualTo(2);
            assertThat(server.value("weir_ttft_seconds_bucket{le=\"0.5\"}", now))
                    .isEqualTo(3);
        }
    }

    @Test
    void namesLatenciesByTheGenAiConventions() throws Exception {
        try (ServerUnderTest server = ServerUnderTest.start(folder, ServerUnderTest.RECEIVER, ServerUnderTest.NATIVE)) {
            task(server, Map.of("metric.naming", "opentelemetry")).put(List.of(row(Grouping.MODEL, "r", now, 1, 0)));

            assertThat(server.value(
                            "histogram_count(gen_ai_client_operation_time_to_first_chunk_seconds{"
                                    + "gen_ai_operation_name=\"chat\",gen_ai_provider_name=\"openai\",gen_ai_request_model=\"m\"})",
                            now))
                    .isEqualTo(3);
        }
    }

    @Test
    void showsTheSlowestRequestAsAnExemplar() throws Exception {
        try (ServerUnderTest server = ServerUnderTest.start(folder, ServerUnderTest.RECEIVER, ServerUnderTest.NATIVE)) {
            long micros = (now - 1) * 1_000_000;
            PrometheusSinkTask task = task(server, Map.of("remote.write.histograms", "both"));
            // 2.42 looks for an exemplar's series before it has made those of the message's native histograms.
            task.put(List.of(row(Grouping.MODEL, "r", now - 1, 1, 0)));
            task.put(List.of(
                    Requests.attempt("r", "m", "r.i.7", 300, micros, 0),
                    Requests.attempt("r", "m", "r.i.8", 30, micros, 1),
                    row(Grouping.MODEL, "r", now, 1, 1)));

            assertThat(server.exemplars("weir_ttft_seconds"))
                    .contains("\"request_id\":\"r.i.7\"")
                    .contains("\"value\":\"0.3\"")
                    .doesNotContain("r.i.8");
            assertThat(server.exemplars("weir_ttft_seconds_bucket{le=\"0.5\"}")).contains("r.i.7");
        }
    }

    @Test
    void endsTheSeriesOfARunThatIsOver() throws Exception {
        try (ServerUnderTest server = ServerUnderTest.start(folder, ServerUnderTest.RECEIVER, ServerUnderTest.NATIVE)) {
            PrometheusSinkTask task = task(server, Map.of("remote.write.stale.after.ms", "2000"));
            task.put(List.of(row(Grouping.RUN, "r", now - 10, 1, 0), row(Grouping.MODEL, "r", now - 10, 1, 1)));
            clockMillis += 3_000;
            task.put(List.of());

            assertThat(server.value("weir_run_requests_total", now - 9.5)).isEqualTo(1);
            assertThat(server.value("histogram_count(weir_ttft_seconds)", now - 9.5))
                    .isEqualTo(3);
            assertThat(server.query("{run_id=\"r\"}", now - 8)).contains("\"result\":[]");
            assertThat(context.causes).isEmpty();
        }
    }

    @Test
    void losesNothingWhileTheServerIsAwayForTenMinutes() throws Exception {
        try (ServerUnderTest server = ServerUnderTest.start(folder, ServerUnderTest.RECEIVER, ServerUnderTest.NATIVE)) {
            PrometheusSinkTask task = task(server, Map.of("remote.write.max.tries", "1"));
            task.put(List.of(row(Grouping.MODEL, "r", now - 11 * MINUTE, 1, 0)));
            server.close();
            List<SinkRecord> batch = new ArrayList<>();
            for (int i = 1; i <= 10 * MINUTE; i++) {
                batch.add(row(Grouping.MODEL, "r", now - 11 * MINUTE + i, i + 1, i));
            }
            assertThatThrownBy(() -> task.put(batch)).isInstanceOf(RetriableException.class);
            clockMillis += 10 * MINUTE * 1000;
            server.start();
            // Another writer has gone on meanwhile, so the server's newest time is ten minutes ahead of the batch.
            task(server, Map.of("name", "another")).put(List.of(row(Grouping.RUN, "other", now, 1, 0)));

            task.put(batch);

            assertThat(context.causes).isEmpty();
            assertThat(server.value(
                            "count_over_time(weir_requests_total{outcome=\"OK\",run_id=\"r\"}[11m])", now - MINUTE))
                    .isEqualTo(10 * MINUTE + 1);
            assertThat(server.value("weir_requests_total{outcome=\"OK\",run_id=\"r\"}", now - MINUTE))
                    .isEqualTo(10 * MINUTE + 1);
        }
    }

    @Test
    void saysThatARowIsTooOldAndGoesOn() throws Exception {
        try (ServerUnderTest server = ServerUnderTest.start(folder, ServerUnderTest.RECEIVER, ServerUnderTest.NATIVE)) {
            PrometheusSinkTask task = task(server, Map.of());
            task.put(List.of(row(Grouping.RUN, "new", now, 1, 0)));

            task.put(List.of(row(Grouping.RUN, "old", now - 120 * MINUTE, 1, 1), row(Grouping.RUN, "b", now, 2, 2)));

            assertThat(context.causes)
                    .singleElement()
                    .asString()
                    .contains("out of bounds")
                    .contains("120 min before");
            assertThat(server.value("weir_run_requests_total{run_id=\"b\"}", now))
                    .isEqualTo(2);
        }
    }

    /** 2.42 answers 500 to what is older than its window: a sender that trusts the status would try for ever. */
    @Test
    void doesNotTakeA500ToRowsThatAreAllTooOldForAnOutage() throws Exception {
        try (ServerUnderTest server = ServerUnderTest.startWith(
                "storage: {tsdb: {out_of_order_time_window: 10m}}\n",
                folder,
                ServerUnderTest.RECEIVER,
                ServerUnderTest.NATIVE)) {
            PrometheusSinkTask task = task(server, Map.of());
            task.put(List.of(row(Grouping.RUN, "new", now, 1, 0)));

            task.put(List.of(row(Grouping.RUN, "old", now - 120 * MINUTE, 1, 1)));
            task.put(List.of(row(Grouping.RUN, "late", now - 5 * MINUTE, 3, 2)));

            assertThat(context.causes).singleElement().asString().contains("HTTP 500: too old sample");
            assertThat(server.value("weir_run_requests_total{run_id=\"late\"}", now - 5 * MINUTE))
                    .isEqualTo(3);
        }
    }

    @Test
    void letsNoRowFromAClockTwentyMinutesAheadHarmItsNeighbours() throws Exception {
        try (ServerUnderTest server = ServerUnderTest.start(folder, ServerUnderTest.RECEIVER, ServerUnderTest.NATIVE)) {
            PrometheusSinkTask task = task(server, Map.of());

            task.put(List.of(row(Grouping.RUN, "ahead", now + 20 * MINUTE, 1, 0), row(Grouping.RUN, "b", now, 2, 1)));

            assertThat(server.value("weir_run_requests_total{run_id=\"b\"}", now))
                    .isEqualTo(2);
        }
    }
}
