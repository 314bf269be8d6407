package io.tokenweir.connect.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.google.protobuf.DynamicMessage;
import com.sun.net.httpserver.HttpServer;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xerial.snappy.Snappy;

import io.tokenweir.connect.TaskContext;
import io.tokenweir.connect.Windows;
import io.tokenweir.events.Grouping;

/** Two tasks of one connector, each with partitions of its own, against a receiver that notes who writes what and when. */
class SeveralTasksTest {
    private static final int PARTITIONS = 4;
    private static final int SECONDS = 20;

    private final Map<String, List<Long>> timesOfSeries = new HashMap<>();
    private final Map<String, Set<Integer>> writersOfSeries = new HashMap<>();
    private HttpServer server;
    private int writing;

    @BeforeEach
    void receive() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/write", exchange -> {
            try (exchange) {
                note(Snappy.uncompress(exchange.getRequestBody().readAllBytes()));
                exchange.getResponseHeaders().set("X-Prometheus-Remote-Write-Samples-Written", "999999");
                exchange.getResponseHeaders().set("X-Prometheus-Remote-Write-Histograms-Written", "999999");
                exchange.sendResponseHeaders(204, -1);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private synchronized void note(byte[] message) {
        DynamicMessage request = RemoteWriteMessages.read(RemoteWriteMessages.TWO, message);
        List<String> symbols = RemoteWriteMessages.get(request, "symbols");
        List<DynamicMessage> all = RemoteWriteMessages.get(request, "timeseries");
        for (DynamicMessage series : all) {
            List<Integer> refs = RemoteWriteMessages.get(series, "labels_refs");
            String name = refs.stream().map(symbols::get).toList().toString();
            writersOfSeries.computeIfAbsent(name, unknown -> new HashSet<>()).add(writing);
            List<DynamicMessage> samples =
                    new ArrayList<>(RemoteWriteMessages.<List<DynamicMessage>>get(series, "samples"));
            samples.addAll(RemoteWriteMessages.<List<DynamicMessage>>get(series, "histograms"));
            for (DynamicMessage sample : samples) {
                timesOfSeries
                        .computeIfAbsent(name, unknown -> new ArrayList<>())
                        .add(RemoteWriteMessages.get(sample, "timestamp"));
            }
        }
    }

    /** One series a partition, as the topology's key has it. */
    private static SinkRecord row(int partition, int second) {
        SinkRecord row = Windows.record(
                Windows.row(
                        Windows.series("r", Grouping.MODEL, "m" + partition),
                        1_700_000_000 + second,
                        Windows.aggregate(1, 20_000_000),
                        Windows.aggregate(second + 1, 20_000_000)),
                second);
        return new SinkRecord(
                row.topic(),
                partition,
                null,
                null,
                row.valueSchema(),
                row.value(),
                second,
                row.timestamp(),
                row.timestampType());
    }

    private void run(Map<String, String> more) {
        List<PrometheusSinkTask> tasks = new ArrayList<>();
        PrometheusSinkConnector connector = new PrometheusSinkConnector();
        Map<String, String> settings = new HashMap<>(more);
        settings.put("name", "sink");
        settings.put(
                "remote.write.url", "http://127.0.0.1:" + server.getAddress().getPort() + "/write");
        connector.start(settings);
        for (Map<String, String> own : connector.taskConfigs(2)) {
            PrometheusSinkTask task = new PrometheusSinkTask();
            task.initialize(new TaskContext());
            task.start(own);
            tasks.add(task);
        }
        for (int second = 0; second < SECONDS; second++) {
            for (int partition = PARTITIONS - 1; partition >= 0; partition--) {
                writing = partition % 2;
                tasks.get(writing).put(List.of(row(partition, second)));
            }
        }
        tasks.forEach(PrometheusSinkTask::stop);
    }

    @Test
    void writeNoSeriesInCommonAndEachInOrder() {
        run(Map.of());

        assertThat(writersOfSeries).hasSizeGreaterThan(PARTITIONS * 10);
        assertThat(writersOfSeries.values())
                .allSatisfy(writers -> assertThat(writers).hasSize(1));
        assertThat(timesOfSeries.values())
                .allSatisfy(times -> assertThat(times).isSorted().doesNotHaveDuplicates());
    }

    @Test
    void writeNoSumInCommonEither() {
        run(Map.of("labels.allowed", "run_id,outcome,kind"));

        assertThat(writersOfSeries.keySet()).noneMatch(series -> series.contains("m1"));
        assertThat(writersOfSeries.values())
                .allSatisfy(writers -> assertThat(writers).hasSize(1));
        assertThat(timesOfSeries.values())
                .allSatisfy(times -> assertThat(times).isSorted().doesNotHaveDuplicates());
    }
}
