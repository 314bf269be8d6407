package io.tokenweir.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.common.kafka.TopicAdmin;
import io.tokenweir.common.scenario.ScenarioFile;
import io.tokenweir.common.secret.SecretVault;
import io.tokenweir.common.threshold.Threshold;
import io.tokenweir.dashboard.DashboardConfig;
import io.tokenweir.platform.EmbeddedPlatform;
import io.tokenweir.simulator.SimulatedProvider;
import io.tokenweir.simulator.SimulatorConfig;
import io.tokenweir.streams.MetricsStreamsConfig;
import io.tokenweir.topics.Topic;

/**
 * Brings up what a whole run on this machine needs: broker, registry, topology, sinks and dashboard in this process, the
 * meter in its own, and unless the target is elsewhere the simulated provider too. {@link LocalPhases} plays the run on
 * them; then all is closed again. Everything that is written is in the run's folder.
 */
final class LocalSession {
    private static final long ROTATE_MILLIS = 3_000;

    /**
     * What is wanted.
     *
     * @param simulator null: the scenario's target is elsewhere
     * @param oneJvm run the meter in this process, where the other rooms' pauses are its own: for comparison
     * @param keysFile null: accounts are provisioned, or every key is accepted
     * @param continuous null when the run ends by itself
     * @param thresholds as they were given, for the meter and at the end
     * @param judgedBy all of them, the scenario's too
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
            Continuous continuous,
            ThresholdOptions thresholds,
            List<Threshold> judgedBy,
            List<String> command) {
        /** Whether accounts are made at the simulated provider, before the load. */
        boolean provisions() {
            return simulator != null && scenario.accounts() != null && keysFile == null;
        }
    }

    /**
     * What is up while the phases are played.
     *
     * @param scenario with the address of its target
     * @param provider null: the target is elsewhere
     * @param kek seals the keys of the accounts
     * @param meter null: the load is played in this process
     */
    record Parts(
            RunFolder folder,
            KafkaSettings settings,
            ScenarioFile scenario,
            SimulatedProvider provider,
            String kek,
            Connectors connectors,
            MeterProcess meter,
            Pipeline pipeline) {}

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
        SystemSources.guard(setup.scenario());
        if (setup.provisions()) {
            LocalMailbox.check(setup.scenario().accounts().mailbox(), setup.simulator());
        }
        Logging.librariesTo(folder.logs().resolve("pipe.log"));
        System.out.println("Run " + folder.id() + ": " + setup.scenario().name());
        try (EmbeddedPlatform platform = EmbeddedPlatform.inFolder(folder.broker());
                BrokerWatch watch = BrokerWatch.over(platform, this::failed);
                SimulatedProvider provider = provider()) {
            KafkaSettings settings = KafkaSettings.local(platform.bootstrapServers(), platform.schemaRegistryUrl());
            TopicAdmin.ensure(settings, EnumSet.allOf(Topic.class));
            if (setup.continuous() != null) {
                LocalRetention.apply(settings, setup.continuous());
            }
            ScenarioFile scenario =
                    provider == null ? setup.scenario() : setup.scenario().withTargetUrl(provider.apiUrl());
            writeScenario();
            RunFacts.starting(folder, scenario, settings, true)
                    .withArguments(setup.command())
                    .write(folder);
            String kek = SecretVault.newKek();
            Connectors connectors = new Connectors(
                    "127.0.0.1",
                    Connectors.ANY_PORT,
                    folder.objects().toUri().toString(),
                    null,
                    ROTATE_MILLIS,
                    Map.of());
            try (MeterProcess meter = setup.oneJvm() ? null : meter(settings, scenario, kek);
                    Pipeline pipeline = Pipeline.start(
                            settings, streams(), connectors, DashboardConfig.on("127.0.0.1", setup.dashboardPort()))) {
                System.out.printf(
                        "Dashboard %s   (%.1f s)%n", pipeline.dashboard().url(), (System.nanoTime() - begun) / 1e9);
                Parts parts = new Parts(folder, settings, scenario, provider, kek, connectors, meter, pipeline);
                return new LocalPhases(setup, parts, interrupt).play();
            }
        }
    }

    private void failed() {
        if (Files.exists(folder.facts())) {
            RunFacts.read(folder).ended("failed").write(folder);
        }
    }

    private SimulatedProvider provider() {
        return setup.simulator() == null
                ? null
                : SimulatedProvider.start(setup.simulator().toBuilder()
                        // a log of every request would grow as long as a continuous run
                        .truthLog(setup.continuous() == null ? folder.truthLog() : null)
                        .build());
    }

    private MetricsStreamsConfig streams() {
        MetricsStreamsConfig config = MetricsStreamsConfig.defaults(folder.state());
        return setup.continuous() == null
                ? config
                : config.forSegmentsOf(setup.continuous().segment());
    }

    private MeterProcess meter(KafkaSettings settings, ScenarioFile scenario, String kek) {
        List<String> more = new ArrayList<>(setup.thresholds().arguments());
        if (setup.keysFile() != null) {
            more.addAll(List.of("--keys-file", setup.keysFile().toString()));
        }
        if (setup.continuous() != null) {
            more.addAll(setup.continuous().forMeter());
        }
        MeterProcess meter = MeterProcess.start(folder, settings, scenario, kek, more);
        // The meter comes first, and so does what it measures; what only processes the events may wait.
        ThreadPriority.lower(ProcessHandle.current().pid(), name -> name.startsWith("simulator-"));
        return meter;
    }

    private void writeScenario() {
        try {
            Files.writeString(folder.scenario(), setup.scenarioText());
        } catch (IOException e) {
            throw new UncheckedIOException("The scenario cannot be kept in " + folder.path() + ".", e);
        }
    }
}
