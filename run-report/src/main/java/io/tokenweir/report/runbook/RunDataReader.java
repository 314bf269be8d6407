package io.tokenweir.report.runbook;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.events.RequestEvent;
import io.tokenweir.events.RunResult;
import io.tokenweir.events.SeriesKey;
import io.tokenweir.events.WindowResult;
import io.tokenweir.report.ReportException;
import io.tokenweir.report.read.TopicScan;
import io.tokenweir.serde.AvroWire;
import io.tokenweir.topics.Topic;

/**
 * Reads what the runbook needs of one run: request events, windows and results from the topics (token chunks are not
 * needed), and the target's own log when there is one. Blocks; one record at a time.
 */
public final class RunDataReader {
    private static final ObjectMapper JSON = new ObjectMapper();

    private RunDataReader() {}

    /**
     * @param findings of others about the same target
     * @throws ReportException when a topic or the log cannot be read
     */
    public static RunbookData read(RunFacts run, KafkaSettings settings, Findings findings) {
        AvroWire wire = AvroWire.of(settings.client("weir-runbook"));
        EventFacts events = new EventFacts();
        TopicScan.read(settings, settings.topic(Topic.REQUESTS), run.scope().sinceMillis(), record -> {
            RequestEvent event = wire.decode(record.value(), RequestEvent.class);
            if (run.scope().covers(event.getHeader())) {
                events.add(event);
            }
        });
        ResultFacts results = new ResultFacts();
        TopicScan.read(settings, settings.topic(Topic.METRICS), run.scope().sinceMillis(), record -> {
            WindowResult row = wire.decode(record.value(), WindowResult.class);
            if (run.scope().covers(row.getSeries())) {
                results.add(row);
            }
        });
        Map<SeriesKey, RunResult> totals = new HashMap<>();
        TopicScan.read(settings, settings.topic(Topic.RUN_RESULTS), record -> {
            RunResult result = wire.decode(record.value(), RunResult.class);
            if (result != null && run.scope().covers(result.getSeries())) {
                totals.put(result.getSeries(), result);
            }
        });
        totals.values().forEach(results::add);
        TruthFacts truth = run.truthLog().map(file -> truth(file, run, events)).orElse(null);
        return Runbook.of(run, events, results, truth, findings);
    }

    private static TruthFacts truth(Path file, RunFacts run, EventFacts events) {
        TruthFacts truth = new TruthFacts(run.runId(), Runbook.wanted(events));
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            int number = 0;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (!line.isBlank()) {
                    TruthFacts.Line told = line(line, file, number);
                    if (run.scope().segment() == null || within(run, told)) {
                        truth.add(told);
                    }
                }
            }
        } catch (IOException e) {
            throw new ReportException("The target's log " + file + " cannot be read: " + e.getMessage(), e);
        }
        return truth;
    }

    /** The target knows no segments: what it received while this one began requests is taken for this one's. */
    private static boolean within(RunFacts run, TruthFacts.Line line) {
        long start = ChronoUnit.MICROS.between(Instant.EPOCH, run.started());
        long end = ChronoUnit.MICROS.between(Instant.EPOCH, run.ended());
        return line.receivedMicros() >= start && line.receivedMicros() < end;
    }

    private static TruthFacts.Line line(String text, Path file, int number) {
        try {
            JsonNode node = JSON.readTree(text);
            return new TruthFacts.Line(
                    node.path("receivedMicros").asLong(),
                    node.path("clientRequestId").asText(null),
                    node.path("model").asText(null),
                    node.path("status").asInt(),
                    node.path("decision").asText(""),
                    node.path("inFlight").asLong(),
                    node.path("tokensLastMinute").asLong());
        } catch (JsonProcessingException e) {
            throw new ReportException(
                    "Line %d of the target's log %s is no JSON: %s".formatted(number, file, e.getOriginalMessage()), e);
        }
    }
}
