import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.sink.SinkRecord;

import io.tokenweir.connect.avro.WeirAvroConverter;
import io.tokenweir.events.Aggregate;
import io.tokenweir.events.Distribution;
import io.tokenweir.events.Grouping;
import io.tokenweir.events.SeriesKey;
import io.tokenweir.events.Vantage;
import io.tokenweir.events.Verdict;
import io.tokenweir.events.WindowResult;
import io.tokenweir.histogram.ExponentialHistogram;
import io.tokenweir.serde.AvroWire;

/** Result rows as the topology writes them: for each second one of the run, and one of each model, with five distributions. */
final class Rows {
    static final String TOPIC = "weir.metrics";
    private static final Map<String, String> REGISTRY = Map.of("schema.registry.url", "mock://benchmark");

    private final AvroWire wire = AvroWire.of(REGISTRY);
    private final WeirAvroConverter converter = new WeirAvroConverter();

    Rows() {
        converter.configure(REGISTRY, false);
    }

    /** The bytes in the topic. */
    List<byte[]> written(String run, int models, int seconds, long endSecond) {
        List<ExponentialHistogram> latencies = new ArrayList<>();
        for (int i = 0; i <= models; i++) {
            latencies.add(new ExponentialHistogram());
        }
        SplittableRandom random = new SplittableRandom(run.hashCode());
        List<byte[]> bytes = new ArrayList<>();
        for (int second = 1; second <= seconds; second++) {
            for (int model = 0; model <= models; model++) {
                ExponentialHistogram latency = latencies.get(model);
                for (int i = 0; i < 20; i++) {
                    latency.record((long) (50e6 * Math.exp(random.nextGaussian() * 0.7)));
                }
                bytes.add(wire.encode(TOPIC, row(run, model, second, endSecond - seconds + second, latency.toAvro())));
            }
        }
        return bytes;
    }

    /** As Connect hands them to the task. */
    List<SinkRecord> read(List<byte[]> written) {
        List<SinkRecord> records = new ArrayList<>();
        for (byte[] bytes : written) {
            SchemaAndValue value = converter.toConnectData(TOPIC, bytes);
            records.add(new SinkRecord(
                    TOPIC, 0, null, null, value.schema(), value.value(), records.size(), 0L, TimestampType.LOG_APPEND_TIME));
        }
        return records;
    }

    private static WindowResult row(String run, int model, int second, long end, Distribution latency) {
        SeriesKey series = SeriesKey.newBuilder()
                .setRunId(run)
                .setSegment(0)
                .setVantage(Vantage.GENERATOR)
                .setGrouping(model == 0 ? Grouping.RUN : Grouping.MODEL)
                .setScenario(model == 0 ? "" : "chat")
                .setStage(model == 0 ? "" : "steady")
                .setProvider(model == 0 ? "" : "openai")
                .setModel(model == 0 ? "" : "model-" + model)
                .setOutcome("")
                .build();
        Aggregate sums = sums(second, latency);
        return WindowResult.newBuilder()
                .setSeries(series)
                .setWindowSeconds(1)
                .setWindowStartMicros((end - 1) * 1_000_000)
                .setWindowEndMicros(end * 1_000_000)
                .setRevision(0)
                .setComplete(true)
                .setVerdict(Verdict.VALID)
                .setVerdictReasons(List.of())
                .setErrorBoundNanos(250_000L)
                .setHealth(null)
                .setInFlight(17)
                .setWindow(sums)
                .setCumulative(sums)
                .build();
    }

    private static Aggregate sums(long n, Distribution latency) {
        Distribution none = new ExponentialHistogram().toAvro();
        return Aggregate.newBuilder()
                .setRecords(n)
                .setRecordHash(0)
                .setOffered(n)
                .setStarted(n)
                .setDropped(0)
                .setRequests(new HashMap<>(Map.of("OK", n, "SHED", n)))
                .setAttempts(new HashMap<>(Map.of("OK", n, "RATE_REQUESTS", n, "RATE_TOKENS", n)))
                .setDecisions(new HashMap<>(Map.of("OBEY_RETRY_AFTER", n, "ADMISSION_WAIT", n)))
                .setArrivals(n)
                .setArrivalsByKind(new HashMap<>(Map.of("CONTENT", n)))
                .setSharedReadArrivals(0)
                .setInputTokens(n)
                .setCachedInputTokens(0)
                .setOutputTokens(n)
                .setReasoningTokens(0)
                .setCostPico(n * 1_000_000_000)
                .setWastedCostPico(0)
                .setGoodRequests(n)
                .setGoodOutputTokens(n)
                .setLateRecords(0)
                .setTtft(latency)
                .setTtftIntended(latency)
                .setTtfat(none)
                .setInterToken(latency)
                .setTpot(latency)
                .setEndToEnd(latency)
                .setEndToEndIntended(none)
                .setQueueWait(none)
                .setRetryWait(none)
                .build();
    }
}
