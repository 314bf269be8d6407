package io.tokenweir.connect.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.tokenweir.connect.TaskContext;
import io.tokenweir.connect.Windows;
import io.tokenweir.events.Grouping;
import io.tokenweir.histogram.ExponentialHistogram;

/** What an OTLP receiver gets of the sink. */
class OtlpExportTest {
    private static final long NANOS = 1_000_000_000;
    private static final long[] DURATIONS =
            new SplittableRandom(5).longs(500, 0, 3 * NANOS).toArray();

    private final TaskContext context = new TaskContext();
    private final PrometheusSinkTask task = new PrometheusSinkTask();
    private OtlpReceiver receiver;

    @BeforeEach
    void startTheReceiver() throws IOException {
        receiver = new OtlpReceiver();
    }

    @AfterEach
    void stop() {
        task.stop();
        receiver.close();
    }

    private void start(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("otlp.endpoint", receiver.url());
        task.initialize(context);
        task.start(settings);
    }

    private static SinkRecord row(String run, Grouping grouping, long endSecond, long offset) {
        return Windows.record(
                Windows.row(
                        Windows.series(run, grouping, grouping == Grouping.MODEL ? "m" : ""),
                        endSecond,
                        Windows.aggregate(DURATIONS.length, DURATIONS),
                        Windows.aggregate(DURATIONS.length, DURATIONS)),
                offset);
    }

    @Test
    void aCounterIsACumulativeMonotonicSumThatKnowsItsStart() {
        start(Map.of());

        task.put(List.of(row("r", Grouping.RUN, 100, 0)));

        Metric counter = receiver.metric("weir.run_requests");
        assertThat(counter.getDescription()).isEqualTo(Family.RUN_REQUESTS.help());
        assertThat(counter.getSum().getIsMonotonic()).isTrue();
        assertThat(counter.getSum().getAggregationTemporality())
                .isEqualTo(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE);
        NumberDataPoint point = counter.getSum().getDataPoints(0);
        assertThat(point.getAsDouble()).isEqualTo(DURATIONS.length);
        assertThat(point.getStartTimeUnixNano()).isEqualTo(99 * NANOS);
        assertThat(point.getTimeUnixNano()).isEqualTo(100 * NANOS);
        assertThat(attributes(point.getAttributesList()))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("outcome", "OK", "run_id", "r", "segment", "0", "vantage", "GENERATOR"));
    }

    @Test
    void anExponentialHistogramHasEveryBucketAsItWasMeasured() {
        start(Map.of());
        ExponentialHistogram fed = new ExponentialHistogram();
        for (long nanos : DURATIONS) {
            fed.record(nanos);
        }

        task.put(List.of(row("r", Grouping.MODEL, 100, 0)));

        Metric metric = receiver.metric("weir.ttft");
        assertThat(metric.getUnit()).isEqualTo("s");
        ExponentialHistogramDataPoint point = metric.getExponentialHistogram().getDataPoints(0);
        assertThat(point.getScale()).isEqualTo(fed.schema());
        assertThat(point.getCount()).isEqualTo(fed.count());
        assertThat(point.getSum()).isEqualTo(fed.sumNanos() * 1e-9);
        assertThat(point.getZeroCount()).isEqualTo(fed.zeroCount());
        // theirs: (base^i, base^(i+1)]; ours: (base^(i-1), base^i]
        Map<Integer, Long> expected = new TreeMap<>();
        fed.forEachBucket((index, count) -> expected.put(index - 1, count));
        Map<Integer, Long> sent = new TreeMap<>();
        for (int i = 0; i < point.getPositive().getBucketCountsCount(); i++) {
            if (point.getPositive().getBucketCounts(i) > 0) {
                sent.put(
                        point.getPositive().getOffset() + i, point.getPositive().getBucketCounts(i));
            }
        }
        assertThat(sent).isEqualTo(expected);
    }

    @Test
    void aGaugeIsAGaugeAndHasNoStart() {
        start(Map.of());

        task.put(List.of(row("r", Grouping.RUN, 100, 0)));

        NumberDataPoint point = receiver.metric("weir.in_flight").getGauge().getDataPoints(0);
        assertThat(point.getAsDouble()).isEqualTo(17);
        assertThat(point.getStartTimeUnixNano()).isZero();
    }

    @Test
    void theConventionsNamesHaveDotsHere() {
        start(Map.of("metric.naming", "opentelemetry"));

        task.put(List.of(row("r", Grouping.MODEL, 100, 0)));

        Metric metric = receiver.metric("gen_ai.client.operation.time_to_first_chunk");
        assertThat(attributes(metric.getExponentialHistogram().getDataPoints(0).getAttributesList()))
                .containsEntry("gen_ai.request.model", "m")
                .containsEntry("gen_ai.provider.name", "openai")
                .containsEntry("gen_ai.operation.name", "chat");
    }

    @Test
    void headersGoAlong() {
        start(Map.of("otlp.headers", "Authorization=Bearer secret, X-Scope-OrgID=weir"));

        task.put(List.of(row("r", Grouping.RUN, 100, 0)));

        assertThat(receiver.header("Authorization")).isEqualTo("Bearer secret");
        assertThat(receiver.header("X-Scope-OrgID")).isEqualTo("weir");
        assertThat(receiver.header("Content-Type")).isEqualTo("application/x-protobuf");
    }

    @Test
    void theOneRowThatIsRefusedIsReportedAndItsNeighboursAreSent() {
        start(Map.of());
        receiver.refuse(400, request -> request.toString().contains("bad"));
        List<SinkRecord> rows = List.of(
                row("good-1", Grouping.RUN, 100, 0),
                row("bad", Grouping.RUN, 100, 1),
                row("good-2", Grouping.RUN, 100, 2));

        task.put(rows);

        assertThat(context.reported).containsExactly(rows.get(1));
        assertThat(context.causes.get(0)).contains("HTTP 400");
        assertThat(receiver.requests().toString()).contains("good-1", "good-2");
    }

    @Test
    void whatAReceiverCouldNotTakeComesAgain() {
        start(Map.of());
        receiver.refuse(500, request -> true);
        List<SinkRecord> rows = List.of(row("r", Grouping.RUN, 100, 0));
        assertThatThrownBy(() -> task.put(rows))
                .isInstanceOf(RetriableException.class)
                .hasMessageContaining("answered 500");
        receiver.refuse(500, request -> false);

        task.put(rows);

        assertThat(receiver.metric("weir.in_flight").getGauge().getDataPointsCount())
                .isEqualTo(1);
        assertThat(context.reported).isEmpty();
    }

    @Test
    void aWrongAddressIsSaidInOneSentence() {
        start(Map.of());
        receiver.refuse(404, request -> true);

        assertThatThrownBy(() -> task.put(List.of(row("r", Grouping.RUN, 100, 0))))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("answered 404; check otlp.endpoint");
    }

    private static Map<String, String> attributes(List<KeyValue> attributes) {
        return attributes.stream()
                .collect(Collectors.toMap(
                        KeyValue::getKey, pair -> pair.getValue().getStringValue()));
    }
}
