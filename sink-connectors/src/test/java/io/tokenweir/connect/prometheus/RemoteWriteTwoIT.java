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
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.tokenweir.connect.TaskContext;
import io.tokenweir.connect.Windows;
import io.tokenweir.events.Grouping;

/** Remote write 2.0 into Prometheus 3's own receiver, storage and query engine, where these have been built. */
class RemoteWriteTwoIT {
    @TempDir
    Path folder;

    private final TaskContext context = new TaskContext();
    private final long now = Instant.now().getEpochSecond();

    private PrometheusSinkTask task(ServerUnderTest server, String protocol) {
        PrometheusSinkTask task = new PrometheusSinkTask();
        task.initialize(context);
        Map<String, String> settings = new HashMap<>();
        settings.put("remote.write.url", server.writeUrl());
        settings.put("remote.write.protocol", protocol);
        settings.put("remote.write.histogram.schema", "6");
        task.start(settings);
        return task;
    }

    private SinkRecord first(Grouping grouping, String run, long endSecond) {
        return Windows.record(
                Windows.row(
                        Windows.series(run, grouping, grouping == Grouping.MODEL ? "m" : ""),
                        endSecond,
                        Windows.aggregate(5, 20_000_000, 30_000_000, 300_000_000),
                        Windows.aggregate(5, 20_000_000, 30_000_000, 300_000_000)),
                0);
    }

    @Test
    void isTakenWithCountersHistogramsTypesUnitsAndExemplars() throws Exception {
        try (ServerUnderTest server = ServerUnderTest.startThree(folder)) {
            task(server, "2")
                    .put(List.of(
                            Requests.attempt("r", "m", "r.i.7", 300, (now - 1) * 1_000_000, 0),
                            first(Grouping.MODEL, "r", now)));

            assertThat(server.value("weir_requests_total{__type__=\"counter\",__unit__=\"requests\"}", now))
                    .isEqualTo(5);
            assertThat(server.value(
                            "histogram_count(weir_ttft_seconds{__type__=\"histogram\",__unit__=\"seconds\"})", now))
                    .isEqualTo(3);
            assertThat(server.value("histogram_sum(weir_ttft_seconds)", now)).isEqualTo(0.35);
            assertThat(server.value("histogram_fraction(0, 0.1, weir_ttft_seconds)", now))
                    .isBetween(0.666, 0.667);
            assertThat(server.exemplars("weir_ttft_seconds")).contains("r.i.7");
            assertThat(context.causes).isEmpty();
        }
    }

    @Test
    void tellsWhenACounterBeganSoThatItsFirstValueCountsToo() throws Exception {
        try (ServerUnderTest server = ServerUnderTest.startThree(folder)) {
            task(server, "2").put(List.of(first(Grouping.MODEL, "r", now)));

            assertThat(server.value("weir_requests_total", now - 0.5)).isZero();
            assertThat(server.value("increase(weir_requests_total[1m])", now)).isBetween(4.9, 6.0);
        }
    }

    @Test
    void reportsTheOneRowThatIsTooFarAhead() throws Exception {
        try (ServerUnderTest server = ServerUnderTest.startThree(folder)) {
            task(server, "auto").put(List.of(first(Grouping.MODEL, "ahead", now + 1200)));

            assertThat(context.causes).singleElement().asString().contains("20 min ahead");
        }
    }

    @Test
    void writesTheNeighboursOfARowThatIsRefused() throws Exception {
        try (ServerUnderTest server = ServerUnderTest.startThree(folder)) {
            List<SinkRecord> rows = new ArrayList<>();
            for (String run : List.of("good-1", "ahead", "good-2")) {
                SinkRecord row = first(Grouping.RUN, run, run.equals("ahead") ? now + 1200 : now);
                rows.add(row.newRecord(
                        row.topic(), rows.size(), null, null, row.valueSchema(), row.value(), row.timestamp()));
            }
            task(server, "2").put(rows);

            assertThat(context.causes).hasSize(1);
            assertThat(server.value("sum(weir_run_requests_total)", now)).isEqualTo(10);
        }
    }

    @Test
    void fallsBackToOneWhereTheServerTakesOnlyThat() throws Exception {
        try (ServerUnderTest server = ServerUnderTest.startThree(folder, "v1-only")) {
            task(server, "auto").put(List.of(first(Grouping.MODEL, "r", now)));

            assertThat(server.value("weir_requests_total", now)).isEqualTo(5);
            assertThatThrownBy(() -> task(server, "2").put(List.of(first(Grouping.MODEL, "s", now))))
                    .isExactlyInstanceOf(ConnectException.class)
                    .hasMessageContaining("accepted-protobuf-messages");
        }
    }
}
