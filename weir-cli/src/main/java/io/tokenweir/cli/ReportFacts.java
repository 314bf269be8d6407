package io.tokenweir.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.tokenweir.common.scenario.LoadSpec;
import io.tokenweir.common.scenario.ScenarioFile;
import io.tokenweir.common.scenario.ScenarioReader;
import io.tokenweir.common.scenario.StageSpec;
import io.tokenweir.report.read.RunScope;
import io.tokenweir.report.runbook.Plan;
import io.tokenweir.report.runbook.RunFacts.LedgerLine;
import io.tokenweir.report.runbook.RunFacts.Phase;
import io.tokenweir.report.runbook.RunFacts.Provisioning;

/** Makes of a run folder what the runbook must be told, because no topic holds it. */
final class ReportFacts {
    private ReportFacts() {}

    /** @param planned requests a minute; null: as the scenario says */
    static io.tokenweir.report.runbook.RunFacts of(RunFolder folder, Optional<LedgerLine> ledger, Double planned) {
        RunFacts facts = RunFacts.read(folder);
        String text = scenarioText(folder);
        ScenarioFile scenario = scenario(folder);
        Optional<MeterResult> meter = MeterResult.read(folder);
        boolean segment = folder.segment() != null;
        Instant started = instant(segment ? meter.orElseThrow().load().startedMicros() : facts.startedMicros());
        Instant ended = segment
                ? started.plusNanos(meter.orElseThrow().load().durationNanos())
                : facts.endedMicros() == 0 ? Instant.now() : instant(facts.endedMicros());
        Map<String, String> versions = new LinkedHashMap<>();
        versions.put("tokenweir", facts.version());
        versions.put("java", facts.java());
        versions.put(
                "os",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                        + Runtime.getRuntime().availableProcessors() + " cores");
        return new io.tokenweir.report.runbook.RunFacts(
                scope(folder),
                facts.scenarioName() + (segment ? ", segment " + folder.segment() : ""),
                facts.targetUrl() == null ? "unknown" : facts.targetUrl(),
                started,
                ended,
                meter.map(MeterResult::cutShort).orElse(true),
                facts.arguments(),
                facts.seed(),
                text,
                loadModel(scenario, meter),
                segment
                        ? List.of(new Phase("segment " + folder.segment(), started, ended, Meter.executors(scenario)))
                        : phases(facts, scenario, meter, started, ended),
                Optional.ofNullable(segment ? null : facts.provisioning())
                        .map(phase -> new Provisioning(
                                phase.wanted(), phase.ready(), phase.mailboxCalls(), phase.mailboxRefused())),
                scenario.prices().version(),
                scenario.prices().currency(),
                versions,
                Files.exists(folder.truthLog()) ? Optional.of(folder.truthLog()) : Optional.empty(),
                ledger,
                plan(scenario, planned));
    }

    private static Optional<Plan> plan(ScenarioFile scenario, Double planned) {
        if (planned != null) {
            return Optional.of(new Plan(planned, false));
        }
        return Optional.ofNullable(scenario.plan())
                .map(plan -> plan.usersPerMinute() == null
                        ? new Plan(plan.requestsPerMinute(), false)
                        : new Plan(plan.usersPerMinute(), true));
    }

    /** The run, or the segment whose folder it is. */
    static RunScope scope(RunFolder folder) {
        return folder.segment() == null
                ? RunScope.run(folder.id())
                : RunScope.segment(
                        folder.id(),
                        folder.segment(),
                        MeterResult.read(folder)
                                .map(meter -> meter.load().startedMicros())
                                .orElse(0L),
                        Files.exists(folder.facts()) && RunFacts.read(folder).ownBroker());
    }

    /** The scenario that the run was of. */
    static ScenarioFile scenario(RunFolder folder) {
        return ScenarioReader.parse(folder.scenario().toString(), scenarioText(folder));
    }

    /** How load was offered, and whether it left as it was asked for. */
    private static String loadModel(ScenarioFile scenario, Optional<MeterResult> meter) {
        String arrivals = meter.stream()
                .flatMap(result -> result.load().arrivalCertificates().stream())
                .map(certificate -> "; " + certificate.shortLine())
                .collect(Collectors.joining());
        return Meter.executors(scenario) + arrivals;
    }

    private static List<Phase> phases(
            RunFacts facts, ScenarioFile scenario, Optional<MeterResult> meter, Instant started, Instant ended) {
        List<Phase> phases = new ArrayList<>();
        RunFacts.Provisioning first = facts.provisioning();
        if (first != null) {
            phases.add(new Phase(
                    "provisioning",
                    started,
                    instant(first.endedMicros()),
                    first.ready() + " of " + first.wanted() + " accounts"));
        }
        if (meter.isEmpty()) {
            return phases;
        }
        Instant loadStart = instant(meter.get().load().startedMicros());
        Instant loadEnd = loadStart.plusNanos(meter.get().load().durationNanos());
        scenario.scenarios().forEach((name, load) -> stages(phases, name, load, loadStart, loadEnd));
        phases.add(new Phase("draining and report", loadEnd, ended.isBefore(loadEnd) ? loadEnd : ended, ""));
        return phases;
    }

    private static void stages(List<Phase> phases, String name, LoadSpec load, Instant loadStart, Instant loadEnd) {
        Instant at = loadStart.plus(load.startTime());
        if (load.stages().isEmpty()) {
            Duration length = load.duration() == null ? Duration.between(at, loadEnd) : load.duration();
            phases.add(new Phase(
                    name, at, earlier(at.plus(length), loadEnd), load.executor().text()));
            return;
        }
        int number = 0;
        for (StageSpec stage : load.stages()) {
            number++;
            if (at.isAfter(loadEnd)) {
                return;
            }
            Instant end = at.plus(stage.duration());
            String title = stage.name() == null ? "stage-" + number : stage.name();
            phases.add(new Phase(
                    name + ", " + title,
                    at,
                    earlier(end, loadEnd),
                    "to " + Math.round(stage.target())
                            + (load.executor().open()
                                    ? " per " + load.timeUnit().toSeconds() + " s"
                                    : " users")));
            at = end;
        }
    }

    private static Instant earlier(Instant first, Instant second) {
        return first.isBefore(second) ? first : second;
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private static String scenarioText(RunFolder folder) {
        try {
            return Files.readString(folder.scenario());
        } catch (IOException e) {
            throw new UncheckedIOException("Run " + folder.id() + " has no scenario: " + e.getMessage(), e);
        }
    }
}
