package io.tokenweir.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.common.scenario.ScenarioFile;
import io.tokenweir.common.scenario.ScenarioReader;
import io.tokenweir.load.account.KeyedAccount;

@Command(
        name = "run",
        description = "Runs the load generator: plays a scenario against its target and publishes the events.",
        mixinStandardHelpOptions = true,
        footer = {
            "%nKeys come from weir.accounts (./weir provision makes them), or from --keys-file.",
            "Results need ./weir streams on the same cluster; ./weir verify and ./weir report read them.",
            "%nExample:",
            "  ./weir run scenarios/edge.yaml --target http://127.0.0.1:8000/v1 \\",
            "    --bootstrap-servers 127.0.0.1:9092 --schema-registry-url http://127.0.0.1:8081"
        })
final class RunCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SCENARIO", description = "Scenario file (docs/scenarios.md).")
    private Path scenarioFile;

    @Mixin
    private KafkaOptions kafka;

    @Mixin
    private VaultOptions vault;

    @Option(names = "--target", paramLabel = "URL", description = "Base address of the API; wins over the scenario's.")
    private String target;

    @Option(names = "--keys-file", paramLabel = "FILE", description = "One key a line, or account and key.")
    private Path keysFile;

    @Mixin
    private PartOptions part;

    @Option(
            names = "--runs-folder",
            defaultValue = "runs",
            paramLabel = "DIR",
            description = "Where the run's ledger is kept (default: ${DEFAULT-VALUE}).")
    private Path runs;

    @Option(names = "--run-folder", hidden = true, description = "Folder that the caller made for this run.")
    private Path runFolder;

    @Option(
            names = "--wait-for-go",
            hidden = true,
            description = "Begin at a line on standard input, end when it closes.")
    private boolean waitForGo;

    @Override
    public Integer call() throws InterruptedException, IOException {
        String text = read();
        ScenarioFile scenario = ScenarioReader.parse(scenarioFile.toString(), text);
        if (target != null) {
            scenario = scenario.withTargetUrl(target);
        }
        if (scenario.target().url() == null) {
            throw Failure.usage("Scenario " + scenarioFile + " names no target; give one with --target URL.");
        }
        URI address = URI.create(scenario.target().url());
        Meter.guard(scenario, address);
        TargetProbe.check(address);
        if (runFolder == null) {
            TraceCheck.rows(scenario).forEach(System.out::println);
        }
        KafkaSettings settings = kafka.settings();
        try (Interrupt interrupt = new Interrupt()) {
            BufferedReader caller = waitForGo ? awaitGo() : null;
            List<KeyedAccount> accounts = AccountSource.read(keysFile, settings, vault::vault, scenario);
            RunFolder folder = runFolder == null
                    ? RunFolder.create(runs, part.runId(), Instant.now(), new SplittableRandom(System.nanoTime()))
                    : new RunFolder(runFolder);
            if (runFolder == null) {
                System.out.println("Run " + folder.id());
                Files.writeString(folder.scenario(), text);
                RunFacts.starting(folder, scenario, settings, false)
                        .withArguments(command())
                        .write(folder);
            }
            Meter meter = new Meter(scenario, text, folder, settings, part.instance(), part.part());
            if (caller != null) {
                stopWhenCallerIsGone(caller, interrupt);
            }
            MeterResult result = meter.run(accounts, interrupt, System.out::println);
            if (runFolder == null) {
                RunFacts.read(folder).ended(result).write(folder);
                System.out.println("Ended " + folder.id() + "; ledger: " + folder.ledger());
            }
            if (interrupt.isRequested()) {
                return ExitCode.INTERRUPTED;
            }
            if (result.cutShort()) {
                throw Failure.failed("The run was cut short: " + result.load().stopReason() + ".");
            }
        }
        return ExitCode.PASSED;
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(List.of("./weir", "run", scenarioFile.toString()));
        if (target != null) {
            command.addAll(List.of("--target", target));
        }
        return command;
    }

    private String read() {
        try {
            return Files.readString(scenarioFile);
        } catch (IOException e) {
            throw Failure.usage("Scenario file " + scenarioFile + " cannot be read: there is none, or it is no text.");
        }
    }

    private static BufferedReader awaitGo() throws IOException {
        BufferedReader caller = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        if (!MeterProcess.GO.equals(caller.readLine())) {
            throw Failure.failed("The caller ended before the run began.");
        }
        return caller;
    }

    private static void stopWhenCallerIsGone(BufferedReader caller, Interrupt interrupt) {
        Thread watch = new Thread(
                () -> {
                    try {
                        while (caller.readLine() != null) {
                            // nothing more is expected: only the end matters
                        }
                    } catch (IOException e) {
                        // the same as its end
                    }
                    interrupt.request();
                },
                "weir-caller-watch");
        watch.setDaemon(true);
        watch.start();
    }
}
