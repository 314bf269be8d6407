package io.tokenweir.connect.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import io.tokenweir.connect.TaskContext;
import io.tokenweir.connect.Windows;
import io.tokenweir.events.Grouping;
import io.tokenweir.events.WindowResult;

/** The task against a real Prometheus server, where one is installed, and what that server's own queries answer. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealPrometheusIT {
    private static final int SECONDS = 60;

    @TempDir
    static Path folder;

    private final TaskContext context = new TaskContext();
    private final long lastSecond = Instant.now().getEpochSecond() - 5;
    private ServerUnderTest server;
    private PrometheusSinkTask task;

    @BeforeAll
    void startTheServer() throws Exception {
        server = ServerUnderTest.start(folder, ServerUnderTest.RECEIVER, ServerUnderTest.NATIVE);
        task = started(context, Map.of("remote.write.histogram.schema", "6"));
        task.put(rows());
    }

    private PrometheusSinkTask started(TaskContext taskContext, Map<String, String> more) {
        PrometheusSinkTask started = new PrometheusSinkTask();
        started.initialize(taskContext);
        Map<String, String> settings = new HashMap<>(more);
        settings.put("remote.write.url", server.writeUrl());
        started.start(settings);
        return started;
    }

    @AfterAll
    void stopTheServer() {
        if (task != null) {
            task.stop();
        }
        if (server != null) {
            server.close();
        }
    }

    /** One minute: each second one request more, with a TTFT of as many milliseconds as seconds have passed. */
    private List<SinkRecord> rows() {
        List<SinkRecord> rows = new ArrayList<>();
        for (int i = 1; i <= SECONDS; i++) {
            rows.add(row(Grouping.RUN, "", i, rows.size()));
            rows.add(row(Grouping.MODEL, "m\"quoted\"", i, rows.size()));
        }
        return rows;
    }

    private SinkRecord row(Grouping grouping, String model, int second, long offset) {
        long[] soFar = new long[second];
        for (int i = 0; i < second; i++) {
            soFar[i] = (i + 1) * 1_000_000L;
        }
        WindowResult row = Windows.row(
                Windows.series("run-1", grouping, model),
                lastSecond - SECONDS + second,
                Windows.aggregate(1, second * 1_000_000L),
                Windows.aggregate(second, soFar));
        return Windows.record(row, offset);
    }

    @Test
    void answersTheRunsExactCounters() throws Exception {
        assertThat(value("weir_run_requests_total{run_id=\"run-1\",outcome=\"OK\"}"))
                .isEqualTo(SECONDS);
        assertThat(value("weir_run_cost_total{run_id=\"run-1\"}")).isEqualTo(SECONDS * 3 / 1e12);
        assertThat(value("weir_in_flight")).isEqualTo(17);
    }

    @Test
    void answersCountAndSumOfANativeHistogram() throws Exception {
        assertThat(value("histogram_count(weir_ttft_seconds)")).isEqualTo(SECONDS);
        assertThat(value("histogram_sum(weir_ttft_seconds)")).isCloseTo(1.830, within(1e-9));
    }

    @Test
    void answersQuantilesWithinTheHistogramsError() throws Exception {
        assertThat(value("histogram_quantile(0.5, weir_ttft_seconds)")).isCloseTo(0.030, within(0.030 * 0.011));
        assertThat(value("histogram_quantile(0.95, weir_ttft_seconds)")).isCloseTo(0.057, within(0.057 * 0.011));
    }

    @Test
    void takesTheNewestRowsAgainWithoutHarm() throws Exception {
        PrometheusSinkTask again = started(context, Map.of("remote.write.histogram.schema", "6"));
        List<SinkRecord> rows = rows();

        again.put(rows.subList(rows.size() - 2, rows.size()));

        assertThat(context.causes).isEmpty();
        assertThat(value("histogram_count(weir_ttft_seconds)")).isEqualTo(SECONDS);
    }

    @Test
    void reportsTheOneRowThatTheServerRefusesAndWritesItsNeighbours() throws Exception {
        TaskContext ours = new TaskContext();
        PrometheusSinkTask other = started(ours, Map.of());
        List<SinkRecord> rows = new ArrayList<>();
        for (String run : List.of("good-1", "run-1", "good-2")) {
            WindowResult row = Windows.row(
                    Windows.series(run, Grouping.RUN, ""), lastSecond, Windows.aggregate(1), Windows.aggregate(7));
            rows.add(Windows.record(row, rows.size()));
        }

        other.put(rows);

        assertThat(ours.reported).singleElement().isSameAs(rows.get(1));
        assertThat(value("weir_run_requests_total{run_id=\"good-1\"}")).isEqualTo(7);
        assertThat(value("weir_run_requests_total{run_id=\"good-2\"}")).isEqualTo(7);
        assertThat(value("weir_run_requests_total{run_id=\"run-1\"}")).isEqualTo(SECONDS);
    }

    private double value(String query) throws Exception {
        return server.value(query, lastSecond + 1);
    }
}
