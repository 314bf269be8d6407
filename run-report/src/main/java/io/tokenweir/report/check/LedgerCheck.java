package io.tokenweir.report.check;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.events.AccountEvent;
import io.tokenweir.events.Grouping;
import io.tokenweir.events.PartitionLedger;
import io.tokenweir.events.RequestEvent;
import io.tokenweir.events.RunResult;
import io.tokenweir.events.SeriesKey;
import io.tokenweir.events.TokenEvent;
import io.tokenweir.events.WindowResult;
import io.tokenweir.report.ReportException;
import io.tokenweir.report.read.ParquetRows;
import io.tokenweir.report.read.RunRecords;
import io.tokenweir.report.read.RunScope;
import io.tokenweir.report.read.TopicScan;
import io.tokenweir.serde.AvroWire;
import io.tokenweir.topics.Topic;

/**
 * Holds what the broker acknowledged against everything that was made of it: raw topics, windows, run results, Parquet
 * objects, Prometheus counters. Every figure must be equal, not close.
 *
 * <p>Reads whole topics, committed records only, one record at a time; memory grows with the seconds of the run and
 * with its keys, not with its records. {@link #run} blocks; a topic or file that cannot be read makes the result unequal, and is named.
 */
public final class LedgerCheck {
    private static final Set<Grouping> BESIDE_THE_REQUESTS =
            EnumSet.of(Grouping.PROVISIONING, Grouping.STEP, Grouping.SYSTEM);

    private final Inputs inputs;
    private final RunScope scope;
    private final KafkaSettings settings;
    private final AvroWire wire;
    private final List<String> problems = new ArrayList<>();

    /**
     * @param scope the run, or one segment of it
     * @param ledger of all instances; empty: taken from weir.runs
     * @param objects folder that the object sink wrote to, with one folder per topic in it
     * @param prometheus text exposition, from a snapshot or a live endpoint
     */
    public record Inputs(
            RunScope scope,
            KafkaSettings settings,
            List<PartitionLedger> ledger,
            Optional<Path> objects,
            Optional<String> prometheus) {}

    private LedgerCheck(Inputs inputs) {
        this.inputs = inputs;
        this.scope = inputs.scope();
        this.settings = inputs.settings();
        this.wire = AvroWire.of(settings.client("weir-verify"));
    }

    /** Reads everything and compares it. */
    public static CheckResult run(Inputs inputs) {
        return Comparison.of(new LedgerCheck(inputs).evidence());
    }

    private Evidence evidence() {
        List<SourceEvidence> sources = new ArrayList<>();
        LedgerTally ledger = ledger();
        sources.add(ledger.evidence());
        StepTally steps = new StepTally();
        attempt(() -> steps(steps));
        RawTopicsTally raw = new RawTopicsTally(steps.isOver());
        attempt(() -> requests(raw));
        attempt(() -> tokens(raw));
        raw.steps(steps);
        sources.add(raw.evidence());
        AggregateTally windows = AggregateTally.ofWindows(Source.WINDOWS, steps.isOver());
        AggregateTally models = AggregateTally.ofModels();
        attempt(() -> windows(windows, models));
        sources.add(windows.evidence());
        sources.add(models.evidence());
        AggregateTally results = AggregateTally.ofRun(steps.isOver());
        attempt(() -> results(results));
        sources.add(results.evidence());
        inputs.objects().ifPresent(root -> {
            sources.add(parquetRequests(root));
            sources.add(parquetMetrics(root, steps.isOver()));
        });
        inputs.prometheus()
                .filter(text -> PrometheusTally.holds(text, scope))
                .ifPresent(text -> sources.add(PrometheusTally.of(text, scope)));
        return new Evidence(scope.inWords(), sources, ledger.unacknowledged(), raw.sequences(), problems);
    }

    private LedgerTally ledger() {
        List<PartitionLedger> rows = inputs.ledger().isEmpty()
                ? RunRecords.ledger(RunRecords.of(settings, scope.runId()), scope)
                : inputs.ledger();
        if (rows.isEmpty()) {
            problems.add("There is no ledger of run " + scope.inWords()
                    + ": neither a ledger file nor a record in weir.runs; did the run end?");
        }
        return new LedgerTally(rows, settings.topic(Topic.REQUESTS), settings.topic(Topic.TOKENS));
    }

    private void requests(RawTopicsTally raw) {
        TopicScan.read(settings, settings.topic(Topic.REQUESTS), scope.sinceMillis(), record -> {
            RequestEvent event = decode(record, RequestEvent.class);
            if (event != null && scope.covers(event.getHeader())) {
                raw.request(place(record), record.value(), event);
            }
        });
    }

    private void tokens(RawTopicsTally raw) {
        TopicScan.read(settings, settings.topic(Topic.TOKENS), scope.sinceMillis(), record -> {
            TokenEvent event = decode(record, TokenEvent.class);
            if (event != null && scope.covers(event.getHeader())) {
                raw.tokens(place(record), record.value(), event);
            }
        });
    }

    /** No segment cuts the steps of accounts; where nobody provisions, there is no such topic. */
    private void steps(StepTally steps) {
        String topic = settings.topic(Topic.ACCOUNT_EVENTS);
        if (scope.segment() != null || !TopicScan.isThere(settings, topic)) {
            return;
        }
        TopicScan.read(settings, topic, scope.sinceMillis(), record -> {
            AccountEvent event = decode(record, AccountEvent.class);
            if (event != null && scope.covers(event.getHeader())) {
                steps.add(place(record), event);
            }
        });
    }

    private void windows(AggregateTally run, AggregateTally models) {
        TopicScan.read(settings, settings.topic(Topic.METRICS), scope.sinceMillis(), record -> {
            WindowResult row = decode(record, WindowResult.class);
            if (row != null && scope.covers(row.getSeries())) {
                window(row, run);
                models.window(row);
            }
        });
    }

    private void window(WindowResult row, AggregateTally run) {
        // no segment cuts these: their rows of segment 0 come before it begins, and after it has ended
        if (scope.segment() == null
                || !BESIDE_THE_REQUESTS.contains(row.getSeries().getGrouping())) {
            run.content(row);
        }
        run.window(row);
    }

    private void results(AggregateTally results) {
        Map<SeriesKey, RunResult> newest = new HashMap<>();
        TopicScan.read(settings, settings.topic(Topic.RUN_RESULTS), record -> {
            RunResult result = decode(record, RunResult.class);
            if (result != null && scope.covers(result.getSeries())) {
                newest.put(result.getSeries(), result);
            }
        });
        if (newest.keySet().stream().noneMatch(series -> series.getGrouping() == Grouping.RUN)) {
            throw new ReportException("There is no result of run " + scope.inWords() + " in "
                    + settings.topic(Topic.RUN_RESULTS) + "; did the topology see the end of the run?");
        }
        newest.values().forEach(results::totals);
    }

    private SourceEvidence parquetRequests(Path root) {
        ParquetRequestsTally tally = new ParquetRequestsTally();
        attempt(() -> ParquetRows.read(
                root, settings.topic(Topic.REQUESTS), scope.sinceMillis(), RequestEvent.class, (place, offset, row) -> {
                    if (scope.covers(row.getHeader())) {
                        tally.add(place, row);
                    }
                }));
        return tally.evidence();
    }

    private SourceEvidence parquetMetrics(Path root, boolean steps) {
        AggregateTally tally = AggregateTally.ofWindows(Source.PARQUET_METRICS, steps);
        attempt(() -> ParquetRows.read(
                root, settings.topic(Topic.METRICS), scope.sinceMillis(), WindowResult.class, (place, offset, row) -> {
                    if (scope.covers(row.getSeries())) {
                        window(row, tally);
                    }
                }));
        return tally.evidence();
    }

    private <T> T decode(ConsumerRecord<byte[], byte[]> record, Class<T> type) {
        try {
            return wire.decode(record.value(), type);
        } catch (SerializationException e) {
            problems.add("%s, offset %d: %s".formatted(place(record), record.offset(), e.getMessage()));
            return null;
        }
    }

    private void attempt(Runnable reading) {
        try {
            reading.run();
        } catch (ReportException e) {
            problems.add(e.getMessage());
        }
    }

    private static String place(ConsumerRecord<byte[], byte[]> record) {
        return record.topic() + "-" + record.partition();
    }
}
