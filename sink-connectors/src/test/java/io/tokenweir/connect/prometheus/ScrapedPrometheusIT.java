package io.tokenweir.connect.prometheus;

import static io.tokenweir.connect.prometheus.PrometheusServer.cast;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import io.tokenweir.connect.TaskContext;
import io.tokenweir.connect.Windows;
import io.tokenweir.events.Grouping;
import io.tokenweir.histogram.ExponentialHistogram;

/** Two real Prometheus servers scrape the endpoint: one in protobuf with native histograms, one in OpenMetrics. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScrapedPrometheusIT {
    private static final long WINDOW_END = 1_700_000_000L;
    private static final long[] DURATIONS =
            new SplittableRandom(11).longs(2_000, 0, 5_000_000_000L).toArray();
    private static final String SERIES = "weir_ttft_seconds{model=\"m\\\"quoted\\\\\\nü\"}";

    @TempDir
    static Path folder;

    private final PrometheusSinkTask task = new PrometheusSinkTask();
    private final ExponentialHistogram fed = new ExponentialHistogram();
    private PrometheusServer protobuf;
    private PrometheusServer openMetrics;

    @BeforeAll
    void feedTheEndpointAndLetItBeScraped() throws Exception {
        PrometheusServer.assumeInstalled();
        DURATIONS[0] = 0;
        for (long nanos : DURATIONS) {
            fed.record(nanos);
        }
        task.initialize(new TaskContext());
        task.start(Map.of("scrape.port", "0"));
        task.put(List.of(
                Windows.record(
                        Windows.row(
                                Windows.series("run-1", Grouping.RUN, ""),
                                WINDOW_END,
                                Windows.aggregate(7, sevenTimes20Millis()),
                                Windows.aggregate(7, sevenTimes20Millis())),
                        0),
                Windows.record(
                        Windows.row(
                                Windows.series("run-1", Grouping.MODEL, "m\"quoted\\\nü"),
                                WINDOW_END,
                                Windows.aggregate(1, 20_000_000),
                                Windows.aggregate(DURATIONS.length, DURATIONS)),
                        1)));
        String config = "scrape_configs: [{job_name: weir, scrape_interval: 250ms, scrape_timeout: 250ms,"
                + " static_configs: [{targets: ['127.0.0.1:" + task.scrapePort() + "']}]}]";
        protobuf = PrometheusServer.start(folder.resolve("protobuf"), config, "--enable-feature=native-histograms");
        openMetrics = PrometheusServer.start(folder.resolve("openmetrics"), config);
        for (PrometheusServer server : List.of(protobuf, openMetrics)) {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> !server.query("weir_in_flight", now()).isEmpty());
        }
    }

    @AfterAll
    void stop() {
        task.stop();
        if (protobuf != null) {
            protobuf.close();
        }
        if (openMetrics != null) {
            openMetrics.close();
        }
    }

    @Test
    void countersAndGaugesAreWhatWasFedInBothFormats() throws Exception {
        for (PrometheusServer server : List.of(protobuf, openMetrics)) {
            assertThat(server.value("weir_run_requests_total{run_id=\"run-1\",outcome=\"OK\"}", now()))
                    .isEqualTo(7);
            assertThat(server.value("weir_run_cost_total", now())).isEqualTo(7 * 3 / 1e12);
            assertThat(server.value("weir_window_end_timestamp_seconds", now())).isEqualTo(WINDOW_END);
            assertThat(server.value("weir_window_ttft_seconds{quantile=\"0.5\"}", now()))
                    .isCloseTo(0.020, within(0.020 * 0.0055));
            assertThat(server.query("up == 1", now())).hasSize(1);
        }
    }

    @Test
    void everyBucketIsInTheNativeHistogramAsItWasMeasured() throws Exception {
        List<Object> sample = cast(protobuf.query(SERIES, now()).get(0).get("histogram"));
        Map<String, Object> histogram = cast(sample.get(1));
        List<List<Object>> stored = cast(histogram.get("buckets"));

        List<double[]> expected = new ArrayList<>();
        expected.add(new double[] {ProtobufExposition.ZERO_THRESHOLD, fed.zeroCount()});
        fed.forEachBucket((index, count) -> expected.add(new double[] {Math.pow(2, index / 64.0), count}));
        assertThat(stored).hasSameSizeAs(expected);
        for (int i = 0; i < stored.size(); i++) {
            double edge = Double.parseDouble(stored.get(i).get(2).toString());
            assertThat(edge).isCloseTo(expected.get(i)[0], within(edge * 1e-12));
            assertThat(Double.parseDouble(stored.get(i).get(3).toString())).isEqualTo(expected.get(i)[1]);
        }
    }

    @Test
    void countSumAndQuantilesOfTheNativeHistogramAreThoseOfTheDurations() throws Exception {
        long[] sorted = DURATIONS.clone();
        Arrays.sort(sorted);
        assertThat(protobuf.value("histogram_count(" + SERIES + ")", now())).isEqualTo(DURATIONS.length);
        assertThat(protobuf.value("histogram_sum(" + SERIES + ")", now()))
                .isCloseTo(Arrays.stream(DURATIONS).sum() / 1e9, within(1e-6));
        for (double quantile : new double[] {0.5, 0.9, 0.99}) {
            double exact = sorted[(int) (quantile * sorted.length) - 1] / 1e9;
            assertThat(protobuf.value("histogram_quantile(" + quantile + ", " + SERIES + ")", now()))
                    .isCloseTo(exact, within(exact * 0.011));
        }
    }

    @Test
    void aHistogramWithoutValuesIsANativeOneToo() throws Exception {
        assertThat(protobuf.value("histogram_count(weir_tpot_seconds)", now())).isZero();
        assertThat(protobuf.query("weir_tpot_seconds_count", now())).isEmpty();
    }

    @Test
    void openMetricsHasClassicBucketsWhoseCountsAreExact() throws Exception {
        String bucket = "weir_ttft_seconds_bucket{run_id=\"run-1\",le=\"%s\"}";
        assertThat(openMetrics.value(bucket.formatted("1.0"), now())).isEqualTo(upTo(1_000_000_000L));
        assertThat(openMetrics.value(bucket.formatted("2.0"), now())).isEqualTo(upTo(2_000_000_000L));
        assertThat(openMetrics.value(bucket.formatted("+Inf"), now())).isEqualTo(DURATIONS.length);
    }

    @Test
    void openMetricsTellsTheStartOfASeriesWhoseFirstRowWasSeen() throws Exception {
        assertThat(openMetrics.value("weir_run_requests_created", now())).isEqualTo(WINDOW_END - 1);
        assertThat(openMetrics.query("weir_requests_created", now())).isEmpty();
    }

    @Test
    void prometheusKnowsTypesAndUnits() throws Exception {
        assertThat(openMetrics.get("/api/v1/metadata?metric=weir_ttft_seconds").body())
                .contains("\"type\":\"histogram\"", "\"unit\":\"seconds\"", Family.TTFT.help());
    }

    private static long[] sevenTimes20Millis() {
        long[] durations = new long[7];
        Arrays.fill(durations, 20_000_000);
        return durations;
    }

    private static long upTo(long nanos) {
        return Arrays.stream(DURATIONS).filter(duration -> duration <= nanos).count();
    }

    private static double now() {
        return Instant.now().toEpochMilli() / 1e3;
    }
}
