package io.tokenweir.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.common.ledger.LedgerFile;
import io.tokenweir.common.scenario.ScenarioFile;
import io.tokenweir.common.threshold.Threshold;
import io.tokenweir.common.threshold.ThresholdResult;
import io.tokenweir.events.Grouping;
import io.tokenweir.events.PartitionLedger;
import io.tokenweir.events.RunResult;
import io.tokenweir.events.SeriesKey;
import io.tokenweir.report.check.CheckResult;
import io.tokenweir.report.check.LedgerCheck;
import io.tokenweir.report.read.RunScope;
import io.tokenweir.report.read.SinkWait;
import io.tokenweir.report.read.TopicScan;
import io.tokenweir.report.runbook.Findings;
import io.tokenweir.report.runbook.RunDataReader;
import io.tokenweir.report.runbook.RunFacts.LedgerLine;
import io.tokenweir.report.runbook.RunbookData;
import io.tokenweir.report.runbook.RunbookWriter;
import io.tokenweir.serde.AvroWire;
import io.tokenweir.topics.Topic;

/** The end of a run: waits for what is behind the generator, checks every figure, writes the runbook. */
final class Finale {
    private static final Duration CATCH_UP = Duration.ofSeconds(45);

    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final RunFolder folder;
    private final KafkaSettings settings;

    Finale(RunFolder folder, KafkaSettings settings) {
        this.folder = folder;
        this.settings = settings;
    }

    /** What was found, and where the page is. */
    record Ending(CheckResult check, RunbookData runbook, Path page) {}

    /** @param groups consumer groups of the sinks and the topics that each reads */
    void awaitSinks(Map<String, List<Topic>> groups) {
        SinkWait.Outcome outcome = SinkWait.await(settings, scope(), groups, CATCH_UP);
        if (!outcome.reached()) {
            System.err.println("weir: " + outcome.sentence());
        }
    }

    /** Keeps what the scrape endpoint says now. */
    void snapshotMetrics(String url) {
        try {
            Files.writeString(folder.metricsSnapshot(), SinkOptions.scrape(URI.create(url)));
        } catch (IOException e) {
            throw new UncheckedIOException("The metrics at " + url + " cannot be kept: " + e.getMessage(), e);
        }
    }

    /** Checks what the run folder holds, and the topics. */
    CheckResult check() {
        return check(new SinkOptions());
    }

    /**
     * Checks a segment while the run goes on: what was made of its last events may still be under way, so a difference is
     * one only when it stays.
     *
     * @param metricsUrl whose page is kept with the segment
     */
    CheckResult checkWhenSettled(String metricsUrl) throws InterruptedException {
        long deadline = System.nanoTime() + CATCH_UP.toNanos();
        while (true) {
            snapshotMetrics(metricsUrl);
            CheckResult result = check();
            if (result.equal() || System.nanoTime() > deadline) {
                return result;
            }
            Thread.sleep(AGAIN.toMillis());
        }
    }

    /** Checks what the sinks wrote wherever it is, and the topics. */
    CheckResult check(SinkOptions sinks) {
        List<PartitionLedger> ledger = Files.exists(folder.ledger()) ? LedgerFile.read(folder.ledger()) : List.of();
        return LedgerCheck.run(
                new LedgerCheck.Inputs(scope(), settings, ledger, sinks.objects(folder), sinks.metrics(folder)));
    }

    /** With what the run folder holds of other findings. */
    Ending write(CheckResult check) {
        return write(check, null, FindingFiles.BESIDE_THE_RUN.in(folder));
    }

    /** @param planned requests a minute; null: as the scenario says */
    Ending write(CheckResult check, Double planned, Findings findings) {
        var facts = ReportFacts.of(folder, Optional.of(new LedgerLine(check.equal(), check.line())), planned);
        RunbookData data = RunDataReader.read(facts, settings, findings);
        return new Ending(check, data, RunbookWriter.write(folder.path(), data));
    }

    /** Holds the run against thresholds, by what its topics and its folder hold. */
    List<ThresholdResult> judge(ScenarioFile scenario, List<Threshold> thresholds) {
        return thresholds.isEmpty() ? List.of() : judge(scenario, thresholds, results());
    }

    /** @param results as {@link #results} gave them */
    List<ThresholdResult> judge(ScenarioFile scenario, List<Threshold> thresholds, Collection<RunResult> results) {
        return ResultThresholds.judge(thresholds, scenario, results, SummaryFile.read(folder.summary()));
    }

    /** What a build server is told of the run. */
    JUnitXml.Suite suite(ScenarioFile scenario) {
        return SummaryFile.read(folder.summary())
                .map(JUnitXml.Suite::of)
                .orElseGet(() ->
                        new JUnitXml.Suite(scenario.name(), Instant.now().toString(), 0, Map.of("run", folder.id())));
    }

    /** The totals of everything together. */
    static RunResult ofRun(Collection<RunResult> results) {
        return results.stream()
                .filter(result -> result.getSeries().getGrouping() == Grouping.RUN)
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    /** The newest result of every series of the run. */
    Collection<RunResult> results() {
        RunScope scope = scope();
        AvroWire wire = AvroWire.of(settings.client("weir-report"));
        Map<SeriesKey, RunResult> newest = new HashMap<>();
        TopicScan.read(settings, settings.topic(Topic.RUN_RESULTS), record -> {
            RunResult result = record.value() == null ? null : wire.decode(record.value(), RunResult.class);
            if (result != null && scope.covers(result.getSeries())) {
                newest.put(result.getSeries(), result);
            }
        });
        if (newest.isEmpty()) {
            throw Failure.failed("Run " + folder.id() + " has no result in " + settings.topic(Topic.RUN_RESULTS) + ".");
        }
        return newest.values();
    }

    /** The run, or the segment whose folder it is. */
    private RunScope scope() {
        return ReportFacts.scope(folder);
    }

    /** The metrics that the run kept. */
    static Optional<String> snapshot(RunFolder run) {
        Path file = run.metricsSnapshot();
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
