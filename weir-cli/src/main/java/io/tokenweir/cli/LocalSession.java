package io.tokenweir.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.common.kafka.TopicAdmin;
import io.tokenweir.common.run.RunIdentity;
import io.tokenweir.common.scenario.ScenarioFile;
import io.tokenweir.common.secret.SecretVault;
import io.tokenweir.common.target.TargetGuard;
import io.tokenweir.dashboard.DashboardConfig;
import io.tokenweir.dashboard.Headline;
import io.tokenweir.events.Grouping;
import io.tokenweir.events.WindowResult;
import io.tokenweir.load.LoadResult;
import io.tokenweir.load.account.AccountKeys;
import io.tokenweir.load.account.KeyedAccount;
import io.tokenweir.platform.EmbeddedPlatform;
import io.tokenweir.provision.Endpoints;
import io.tokenweir.provision.ProvisionPlan;
import io.tokenweir.provision.ProvisionResult;
import io.tokenweir.provision.http.GroupStats;
import io.tokenweir.report.check.CheckResult;
import io.tokenweir.report.check.CheckTable;
import io.tokenweir.report.runbook.TerminalSummary;
import io.tokenweir.report.threshold.Thresholds;
import io.tokenweir.simulator.SimulatedProvider;
import io.tokenweir.simulator.SimulatorConfig;
import io.tokenweir.topics.Topic;

/**
 * A whole run on this machine: broker, registry, topology, sinks and dashboard in this process, the meter in its own, and
 * unless the target is elsewhere the simulated provider too. Everything it writes is in the run's folder.
 */
final class LocalSession {
    private static final Duration START_UP = Duration.ofSeconds(60);
    private static final Duration LAST_WINDOWS = Duration.ofSeconds(3);
    private static final String MAILBOX_GROUP = "mailbox";

    /**
     * What is wanted.
     *
     * @param simulator null: the scenario's target is elsewhere
     * @param oneJvm run the meter in this process, where the other rooms' pauses are its own: for comparison
     * @param keysFile null: accounts are provisioned, or every key is accepted
     * @param command how to run it again
     */
    record Setup(
            ScenarioFile scenario,
            String scenarioText,
            SimulatorConfig simulator,
            Path keysFile,
            Path runs,
            int dashboardPort,
            boolean keep,
            boolean oneJvm,
            List<String> command) {}

    private final Setup setup;
    private final Interrupt interrupt;
    private final RunFolder folder;
    private final long begun = System.nanoTime();

    LocalSession(Setup setup, Interrupt interrupt) {
        this.setup = setup;
        this.interrupt = interrupt;
        this.folder = RunFolder.create(setup.runs(), Instant.now(), new SplittableRandom(System.nanoTime()));
    }

    /** Runs it; the exit code of the command. */
    int run() throws InterruptedException {
        Logging.librariesTo(folder.logs().resolve("pipe.log"));
        say("Run " + folder.id() + ": " + setup.scenario().name());
        try (EmbeddedPlatform platform = EmbeddedPlatform.inFolder(folder.broker());
                SimulatedProvider provider = provider()) {
            KafkaSettings settings = KafkaSettings.local(platform.bootstrapServers(), platform.schemaRegistryUrl());
            TopicAdmin.ensure(settings, EnumSet.allOf(Topic.class));
            ScenarioFile scenario =
                    provider == null ? setup.scenario() : setup.scenario().withTargetUrl(provider.apiUrl());
            writeScenario();
            RunFacts.starting(folder, scenario, settings, true)
                    .withArguments(setup.command())
                    .write(folder);
            String kek = SecretVault.newKek();
            Connectors connectors = new Connectors(
                    "127.0.0.1",
                    FreePort.onLoopback(),
                    folder.objects().toUri().toString(),
                    null,
                    3_000,
                    java.util.Map.of());
            try (MeterProcess meter = setup.oneJvm() ? null : meter(settings, scenario, kek);
                    Pipeline pipeline = Pipeline.start(
                            settings, folder, connectors, DashboardConfig.on("127.0.0.1", setup.dashboardPort()))) {
                say("Dashboard " + pipeline.dashboard().url() + "   metrics http://127.0.0.1:" + connectors.scrapePort()
                        + "/metrics   " + took());
                return play(settings, scenario, provider, kek, connectors, meter, pipeline);
            }
        }
    }

    private int play(
            KafkaSettings settings,
            ScenarioFile scenario,
            SimulatedProvider provider,
            String kek,
            Connectors connectors,
            MeterProcess meter,
            Pipeline pipeline)
            throws InterruptedException {
        boolean ready = provision(settings, scenario, provider, kek);
        pipeline.awaitRunning(START_UP);
        if (ready && !interrupt.isRequested()) {
            watch(scenario, pipeline);
            if (setup.oneJvm()) {
                loadHere(settings, scenario, kek);
            } else {
                load(meter);
            }
            interrupt.await(LAST_WINDOWS);
        }
        if (MeterResult.read(folder).isEmpty()) {
            RunFacts.read(folder)
                    .ended(interrupt.isRequested() ? "cut-short" : "failed")
                    .write(folder);
            throw interrupt.isRequested()
                    ? Failure.failed("Interrupted before any load was sent; there is nothing to report.")
                    : Failure.failed("The load generator did not come to its end; " + folder.logs() + " tells more.");
        }
        int exitCode = finish(settings, connectors);
        if (setup.keep() && !interrupt.isRequested()) {
            say("Kept up: dashboard " + pipeline.dashboard().url() + ", metrics http://127.0.0.1:"
                    + connectors.scrapePort() + "/metrics, Kafka " + settings.bootstrapServers() + ", registry "
                    + settings.schemaRegistryUrl() + ". Ctrl-C ends it.");
            interrupt.await();
        }
        return exitCode;
    }

    private boolean provision(KafkaSettings settings, ScenarioFile scenario, SimulatedProvider provider, String kek)
            throws InterruptedException {
        if (provider == null || scenario.accounts() == null || setup.keysFile() != null) {
            return true;
        }
        say("Phase 1: " + scenario.accounts().count()
                + " accounts, each by mailbox, sign-up, verification mail and key");
        ProvisionPlan plan = ProvisionPlan.of(
                scenario.accounts().batch(),
                scenario.accounts().count(),
                scenario.seed(),
                new Endpoints(
                        URI.create(provider.portalUrl()),
                        URI.create(provider.apiUrl()),
                        URI.create(provider.mailboxUrl())),
                VaultOptions.of(kek),
                settings,
                new RunIdentity(folder.id(), 0, "provisioner-1", System.currentTimeMillis()),
                new TargetGuard(scenario.target().authorised(), LocalDate.now()));
        ProvisionResult result = new ProvisionRoom(plan, this::say).run(interrupt);
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

    private void watch(ScenarioFile scenario, Pipeline pipeline) {
        say("Phase 2: " + Meter.executors(scenario) + " against "
                + scenario.target().url());
        say(LiveLine.header());
        pipeline.dashboard().onWindow(window -> {
            if (isOurs(window)) {
                long now = Instant.now().toEpochMilli() * 1000;
                say(LiveLine.of(Headline.of(window, now), scenario.prices().currency()));
            }
        });
    }

    private void load(MeterProcess meter) throws InterruptedException {
        meter.go();
        boolean asked = false;
        while (!meter.await(Duration.ofMillis(200))) {
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

    private void loadHere(KafkaSettings settings, ScenarioFile scenario, String kek) throws InterruptedException {
        List<KeyedAccount> accounts = setup.keysFile() != null
                ? AccountKeys.fromFile(setup.keysFile())
                : AccountKeys.ready(
                        settings, VaultOptions.of(kek), scenario.accounts().batch());
        new Meter(scenario, setup.scenarioText(), folder, settings, "generator-1").run(accounts, interrupt, line -> {});
    }

    private int finish(KafkaSettings settings, Connectors connectors) {
        Finale finale = new Finale(folder, settings);
        finale.awaitSinks(connectors.groups(settings));
        finale.snapshotMetrics("http://127.0.0.1:" + connectors.scrapePort() + "/metrics");
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
        if (load.cutShort() && !interrupt.isRequested()) {
            throw Failure.failed("The run was cut short: " + load.stopReason() + ".");
        }
        List<String> broken =
                Thresholds.broken(Thresholds.parse(setup.scenario().thresholds()), finale.runResult());
        broken.forEach(sentence -> System.out.println("Threshold failed: " + sentence));
        return broken.isEmpty() ? ExitCode.PASSED : ExitCode.THRESHOLD_FAILED;
    }

    private SimulatedProvider provider() {
        return setup.simulator() == null
                ? null
                : SimulatedProvider.start(setup.simulator().toBuilder()
                        .truthLog(folder.truthLog())
                        .build());
    }

    private MeterProcess meter(KafkaSettings settings, ScenarioFile scenario, String kek) {
        List<String> more = new ArrayList<>();
        if (setup.keysFile() != null) {
            more.addAll(List.of("--keys-file", setup.keysFile().toString()));
        }
        return MeterProcess.start(folder, settings, scenario, kek, more);
    }

    private boolean isOurs(WindowResult window) {
        return window.getSeries().getGrouping() == Grouping.RUN
                && window.getWindowSeconds() == 1
                && window.getRevision() == 0
                && window.getSeries().getRunId().equals(folder.id());
    }

    private void writeScenario() {
        try {
            Files.writeString(folder.scenario(), setup.scenarioText());
        } catch (IOException e) {
            throw new UncheckedIOException("The scenario cannot be kept in " + folder.path() + ".", e);
        }
    }

    private void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    private String took() {
        return String.format("(%.1f s)", (System.nanoTime() - begun) / 1e9);
    }
}
