package io.tokenweir.connect.prometheus;

import java.util.Map;

import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.sink.SinkRecord;

import io.tokenweir.connect.avro.WeirAvroConverter;
import io.tokenweir.events.AttemptEnded;
import io.tokenweir.events.EventHeader;
import io.tokenweir.events.Outcome;
import io.tokenweir.events.RequestEvent;
import io.tokenweir.events.RequestEventKind;
import io.tokenweir.events.Series;
import io.tokenweir.events.Vantage;
import io.tokenweir.serde.AvroWire;

/** Request events as Connect would hand them to a sink: through real bytes. */
final class Requests {
    static final String TOPIC = "weir.requests";

    private static final Map<String, String> REGISTRY = Map.of("schema.registry.url", "mock://requests");
    private static final AvroWire WIRE = AvroWire.of(REGISTRY);

    private Requests() {}

    /** An attempt of a request of the series that {@code Windows.series(runId, MODEL, model)} names. */
    static SinkRecord attempt(
            String runId, String model, String requestId, long ttftMillis, long endMicros, long offset) {
        AttemptEnded attempt = AttemptEnded.newBuilder()
                .setOutcome(Outcome.OK)
                .setIntendedStartMicros(0)
                .setStartMicros(0)
                .setTtftNanos(ttftMillis * 1_000_000)
                .setDurationNanos(ttftMillis * 2_000_000)
                .setArrivals(1)
                .setInputTokens(1)
                .setOutputTokens(1)
                .setReasoningTokens(0)
                .setCachedInputTokens(0)
                .setUsageReported(true)
                .setCostPico(0)
                .build();
        RequestEvent event = RequestEvent.newBuilder()
                .setHeader(EventHeader.newBuilder()
                        .setRunId(runId)
                        .setInstance("i")
                        .setEpoch(0)
                        .setSeq(offset)
                        .setVantage(Vantage.GENERATOR)
                        .setEventTimeMicros(endMicros)
                        .build())
                .setKind(RequestEventKind.ATTEMPT_ENDED)
                .setAccountId("account-1")
                .setRequestId(requestId)
                .setTraceId("0af7651916cd43dd8448eb211c80319c")
                .setSeries(Series.newBuilder()
                        .setScenario("chat")
                        .setStage("ramp")
                        .setProvider("openai")
                        .setModel(model)
                        .build())
                .setAttemptEnded(attempt)
                .build();
        WeirAvroConverter converter = new WeirAvroConverter();
        converter.configure(REGISTRY, false);
        SchemaAndValue value = converter.toConnectData(TOPIC, WIRE.encode(TOPIC, event));
        return new SinkRecord(
                TOPIC,
                0,
                null,
                null,
                value.schema(),
                value.value(),
                offset,
                endMicros / 1000,
                TimestampType.LOG_APPEND_TIME);
    }
}
