package io.tokenweir.connect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.sink.SinkRecord;

import io.tokenweir.connect.avro.WeirAvroConverter;
import io.tokenweir.events.Aggregate;
import io.tokenweir.events.Grouping;
import io.tokenweir.events.SeriesKey;
import io.tokenweir.events.Vantage;
import io.tokenweir.events.Verdict;
import io.tokenweir.events.WindowResult;
import io.tokenweir.histogram.ExponentialHistogram;
import io.tokenweir.serde.AvroWire;

/** Window results as the topology would write them, and as Connect would hand them to a sink: through real bytes. */
public final class Windows {
    public static final String TOPIC = "weir.metrics";

    private static final Map<String, String> REGISTRY = Map.of("schema.registry.url", "mock://windows");
    private static final AvroWire WIRE = AvroWire.of(REGISTRY);
    private static final WeirAvroConverter CONVERTER = converter();

    private Windows() {}

    private static WeirAvroConverter converter() {
        WeirAvroConverter converter = new WeirAvroConverter();
        converter.configure(REGISTRY, false);
        return converter;
    }

    public static SeriesKey series(String runId, Grouping grouping, String model) {
        return SeriesKey.newBuilder()
                .setRunId(runId)
                .setSegment(0)
                .setVantage(Vantage.GENERATOR)
                .setGrouping(grouping)
                .setScenario(model.isEmpty() ? "" : "chat")
                .setStage(model.isEmpty() ? "" : "ramp")
                .setProvider(model.isEmpty() ? "" : "openai")
                .setModel(model)
                .setOutcome("")
                .build();
    }

    /** The first result of the 1 s window that ends at {@code endSecond}. */
    public static WindowResult row(SeriesKey series, long endSecond, Aggregate window, Aggregate cumulative) {
        return WindowResult.newBuilder()
                .setSeries(series)
                .setWindowSeconds(1)
                .setWindowStartMicros((endSecond - 1) * 1_000_000)
                .setWindowEndMicros(endSecond * 1_000_000)
                .setRevision(0)
                .setComplete(true)
                .setVerdict(Verdict.VALID)
                .setVerdictReasons(List.of())
                .setErrorBoundNanos(250_000L)
                .setHealth(null)
                .setInFlight(17)
                .setWindow(window)
                .setCumulative(cumulative)
                .build();
    }

    /** An aggregate of {@code requests} OK requests, each with this TTFT, 10 input and 5 output tokens, 3 pico of cost. */
    public static Aggregate aggregate(long requests, long... ttftNanos) {
        ExponentialHistogram ttft = new ExponentialHistogram();
        for (long nanos : ttftNanos) {
            ttft.record(nanos);
        }
        ExponentialHistogram none = new ExponentialHistogram();
        return Aggregate.newBuilder()
                .setRecords(requests)
                .setRecordHash(0)
                .setOffered(requests)
                .setStarted(requests)
                .setDropped(0)
                .setRequests(counts("OK", requests))
                .setAttempts(counts("OK", requests))
                .setDecisions(new HashMap<>())
                .setArrivals(requests * 5)
                .setArrivalsByKind(counts("CONTENT", requests * 5))
                .setSharedReadArrivals(0)
                .setInputTokens(requests * 10)
                .setCachedInputTokens(0)
                .setOutputTokens(requests * 5)
                .setReasoningTokens(0)
                .setCostPico(requests * 3)
                .setWastedCostPico(0)
                .setGoodRequests(requests)
                .setGoodOutputTokens(requests * 5)
                .setLateRecords(0)
                .setTtft(ttft.toAvro())
                .setTtftIntended(ttft.toAvro())
                .setTtfat(none.toAvro())
                .setInterToken(none.toAvro())
                .setTpot(none.toAvro())
                .setEndToEnd(none.toAvro())
                .setEndToEndIntended(none.toAvro())
                .setQueueWait(none.toAvro())
                .setRetryWait(none.toAvro())
                .build();
    }

    private static Map<String, Long> counts(String name, long count) {
        return new HashMap<>(Map.of(name, count));
    }

    /** The record as a sink task gets it, from partition 0. */
    public static SinkRecord record(WindowResult row, long offset) {
        SchemaAndValue value = CONVERTER.toConnectData(TOPIC, WIRE.encode(TOPIC, row));
        long timestamp = row.getWindowEndMicros() / 1000;
        return new SinkRecord(
                TOPIC, 0, null, null, value.schema(), value.value(), offset, timestamp, TimestampType.LOG_APPEND_TIME);
    }

    /** Rows of one RUN series, one a second, whose cumulative request count rises by one. */
    public static List<SinkRecord> records(String runId, long firstOffset, int count) {
        List<SinkRecord> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long offset = firstOffset + i;
            WindowResult row = row(
                    series(runId, Grouping.RUN, ""),
                    1_700_000_000 + offset,
                    aggregate(1, 20_000_000),
                    aggregate(offset + 1, 20_000_000));
            records.add(record(row, offset));
        }
        return records;
    }
}
