package io.tokenweir.cli;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import io.tokenweir.common.run.RunIdentity;
import io.tokenweir.common.scenario.ScenarioFile;
import io.tokenweir.common.target.TargetGuard;
import io.tokenweir.common.threshold.ThresholdResult;
import io.tokenweir.dashboard.Headline;
import io.tokenweir.events.AccountState;
import io.tokenweir.events.Grouping;
import io.tokenweir.events.WindowResult;
import io.tokenweir.load.LoadResult;
import io.tokenweir.load.RunPart;
import io.tokenweir.provision.Endpoints;
import io.tokenweir.provision.ProvisionPlan;
import io.tokenweir.provision.ProvisionResult;
import io.tokenweir.provision.Provisioner;
import io.tokenweir.provision.RunningProvision;
import io.tokenweir.provision.http.GroupStats;
import io.tokenweir.report.check.CheckResult;
import io.tokenweir.report.check.CheckTable;
import io.tokenweir.report.runbook.TerminalSummary;
import io.tokenweir.scrape.SystemScraper;

/** Plays a run on parts that are up: accounts, load with a live line each second, drain, check and report. */
final class LocalPhases {
    private static final Duration START_UP = Duration.ofSeconds(60);
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    private static final String MAILBOX_GROUP = "mailbox";

    private final LocalSession.Setup setup;
    private final LocalSession.Parts parts;
    private final Interrupt interrupt;
    private final RunFolder folder;
    private final ScenarioFile scenario;
    /** Known once the sinks are up. */
    private String metricsUrl;
    /** Null when the run ends by itself, and before the sinks are up. */
    private SegmentWatch segments;

    LocalPhases(LocalSession.Setup setup, LocalSession.Parts parts, Interrupt interrupt) {
        this.setup = setup;
        this.parts = parts;
        this.interrupt = interrupt;
        this.folder = parts.folder();
        this.scenario = parts.scenario();
    }

    /** All of them, in order; the exit code of the command. */
    int play() throws InterruptedException {
        boolean ready = !interrupt.isRequested() && provision();
        if (!interrupt.isRequested()) {
            parts.pipeline().awaitRunning(START_UP);
            metricsUrl = parts.pipeline().metricsUrl();
            say("Metrics   " + metricsUrl);
            segments = setup.continuous() == null ? null : segmentWatch();
        }
        if (ready && !interrupt.isRequested()) {
            watch();
            if (segments != null) {
                segments.start();
            }
            loadWatchedFromInside();
        }
        if (nothingToReport()) {
            RunFacts.read(folder)
                    .ended(interrupt.isRequested() ? "cut-short" : "failed")
                    .write(folder);
            throw interrupt.isRequested()
                    ? Failure.interrupted("Interrupted before any load was sent; there is nothing to report.")
                    : Failure.failed("The load generator did not come to its end; " + folder.logs() + " tells more.");
        }
        int exitCode = segments == null ? finish() : finishSegments();
        retire();
        if (interrupt.isRequested()) {
            return exitCode == ExitCode.FAILED ? exitCode : ExitCode.INTERRUPTED;
        }
        if (setup.keep()) {
            say("Kept up: dashboard " + parts.pipeline().dashboard().url() + ", metrics " + metricsUrl + ", Kafka "
                    + parts.settings().bootstrapServers() + ", registry "
                    + parts.settings().schemaRegistryUrl() + ". Ctrl-C ends it.");
            interrupt.await();
            say("Ended by Ctrl-C; the run had finished, and its report is in " + folder.path() + ".");
        }
        return exitCode;
    }

    /** The meter did not come to its end, or was stopped before its first request. */
    private boolean nothingToReport() {
        if (segments != null) {
            return !MeterResult.isThere(folder);
        }
        return MeterResult.read(folder)
                .map(meter -> interrupt.isRequested() && meter.load().counters().started() == 0)
                .orElse(true);
    }

    private boolean provision() throws InterruptedException {
        if (!setup.provisions()) {
            return true;
        }
        say("Phase 1: " + scenario.accounts().count()
                + " accounts, each by mailbox, sign-up, verification mail and key");
        ProvisionResult result = new ProvisionRoom(provisionPlan(folder.id()), LocalPhases::say).run(interrupt);
        GroupStats mailbox = result.groups().getOrDefault(MAILBOX_GROUP, new GroupStats(0, 0, 0, 0, 0));
        RunFacts.read(folder)
                .withProvisioning(new RunFacts.Provisioning(
                        result.wanted(),
                        result.ready(),
                        mailbox.calls(),
                        mailbox.refused(),
                        System.currentTimeMillis() * 1000))
                .write(folder);
        if (!result.complete() && !interrupt.isRequested()) {
            throw Failure.failed("Only " + result.ready() + " of " + result.wanted() + " accounts became ready "
                    + result.causes() + ".");
        }
        return result.complete();
    }

    /** After the run was checked: what is written of it is not of the run any more. */
    private void retire() {
        if (setup.provisions() && scenario.accounts().retiresAtTheEnd()) {
            RunningProvision ending =
                    Provisioner.end(provisionPlan(folder.id() + "-retire"), AccountState.RETIRED, account -> true);
            new AccountEnding(ending, AccountState.RETIRED, LocalPhases::say).await(interrupt);
        }
    }

    private ProvisionPlan provisionPlan(String runId) {
        return ProvisionPlan.of(
                        scenario.accounts().batch(),
                        scenario.accounts().count(),
                        scenario.seed(),
                        new Endpoints(
                                URI.create(parts.provider().portalUrl()),
                                URI.create(parts.provider().apiUrl()),
                                URI.create(parts.provider().mailboxUrl())),
                        VaultOptions.of(parts.kek()),
                        parts.settings(),
                        new RunIdentity(runId, 0, "provisioner-1", System.currentTimeMillis()),
                        new TargetGuard(scenario.target().authorised(), LocalDate.now()))
                .withMailbox(LocalMailbox.of(scenario.accounts().mailbox(), setup.simulator(), parts.provider()))
                .withCaps(ProvisionCommand.caps(scenario.accounts().caps(), null));
    }

    private void watch() {
        say("Phase 2: " + Meter.executors(scenario) + " against "
                + scenario.target().url());
        say(LiveLine.legend());
        say((setup.continuous() == null ? "" : String.format("%7s ", "segment")) + LiveLine.header());
        parts.pipeline().dashboard().onWindow(window -> {
            if (isOurs(window)) {
                long now = Instant.now().toEpochMilli() * 1000;
                say(segment(window)
                        + LiveLine.of(
                                Headline.of(window, now), scenario.prices().currency()));
            }
        });
    }

    private String segment(WindowResult window) {
        return setup.continuous() == null
                ? ""
                : String.format("%7d ", window.getSeries().getSegment());
    }

    /** The load, and beside it what the target's own metrics say. */
    private void loadWatchedFromInside() throws InterruptedException {
        RunIdentity identity = new RunIdentity(folder.id(), 0, "scraper-1", System.currentTimeMillis());
        SystemScraper scraper = scenario.system().isEmpty()
                ? null
                : SystemSources.start(scenario, parts.settings(), identity, LocalPhases::say);
        try (scraper) {
            if (parts.meter() == null) {
                loadHere();
            } else {
                load(parts.meter());
            }
        }
        if (scraper != null) {
            say("System    " + scraper.summary());
        }
    }

    private void load(MeterProcess meter) throws InterruptedException {
        meter.go();
        boolean asked = false;
        while (!meter.await(LOOK_EVERY)) {
            if (interrupt.isRequested() && !asked) {
                asked = true;
                say("Stopping: no new requests, open streams drain …");
                meter.stop();
            }
        }
        int code = meter.exitCode().orElse(ExitCode.FAILED);
        if (code != ExitCode.PASSED && MeterResult.read(folder).isEmpty()) {
            RunFacts.read(folder).ended("failed").write(folder);
            throw Failure.failed("The load generator failed: " + meter.lastWords());
        }
    }

    private void loadHere() throws InterruptedException {
        try (RunKeys keys = AccountSource.open(
                setup.keysFile(),
                parts.settings(),
                () -> VaultOptions.of(parts.kek()),
                scenario,
                interrupt,
                LocalPhases::say)) {
            new Meter(
                            scenario,
                            setup.scenarioText(),
                            folder,
                            parts.settings(),
                            "generator-1",
                            RunPart.WHOLE,
                            setup.continuous(),
                            setup.judgedBy())
                    .run(keys, interrupt, line -> {}, line -> {});
        }
    }

    private int finish() {
        Finale finale = new Finale(folder, parts.settings());
        finale.awaitSinks(parts.connectors().groups(parts.settings()));
        finale.snapshotMetrics(metricsUrl);
        CheckResult check = finale.check();
        RunFacts.read(folder).ended(MeterResult.read(folder).orElseThrow()).write(folder);
        Finale.Ending ending = finale.write(check);
        say("");
        System.out.println(TerminalSummary.render(ending.runbook(), ending.page()));
        if (!check.equal()) {
            System.out.println(CheckTable.render(check));
            return ExitCode.FAILED;
        }
        LoadResult load = MeterResult.read(folder).orElseThrow().load();
        List<ThresholdResult> judged = finale.judge(scenario, setup.judgedBy());
        boolean ended = judged.stream().anyMatch(one -> one.abortedAtSecond() != null);
        ThresholdText.lines(judged).forEach(LocalPhases::say);
        int exitCode = setup.thresholds().tell(finale.suite(scenario), judged, System.err);
        if (load.cutShort() && !ended && !interrupt.isRequested()) {
            throw Failure.failed("The run was cut short: " + load.stopReason() + ".");
        }
        return exitCode;
    }

    private SegmentWatch segmentWatch() {
        return new SegmentWatch(
                folder,
                parts.settings(),
                parts.connectors().groups(parts.settings()),
                metricsUrl,
                scenario,
                setup.judgedBy(),
                setup.continuous().keepSegments(),
                LocalPhases::say);
    }

    /** Each segment has its check and its line already, but the last ones. */
    private int finishSegments() throws InterruptedException {
        int checked = segments.finish();
        MeterResult meter = MeterResult.read(folder).orElseThrow();
        int judged = setup.thresholds()
                .tell(new Finale(folder, parts.settings()).suite(scenario), segments.judged(), System.err);
        boolean asMeant = setup.continuous().length() == null && interrupt.isRequested();
        RunFacts.read(folder)
                .ended(asMeant || !meter.cutShort() ? "finished" : "cut-short")
                .write(folder);
        boolean ended = segments.judged().stream().anyMatch(one -> one.abortedAtSecond() != null);
        if (meter.cutShort() && !ended && !interrupt.isRequested()) {
            throw Failure.failed("The run was cut short: " + meter.load().stopReason() + ".");
        }
        return checked == ExitCode.PASSED ? judged : checked;
    }

    private boolean isOurs(WindowResult window) {
        return window.getSeries().getGrouping() == Grouping.RUN
                && window.getWindowSeconds() == 1
                && window.getRevision() == 0
                && window.getSeries().getRunId().equals(folder.id());
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
