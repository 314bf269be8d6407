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
import java.util.function.Consumer;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.common.scenario.ScenarioFile;
import io.tokenweir.common.scenario.ScenarioReader;
import io.tokenweir.common.scenario.TargetSpec;
import io.tokenweir.common.target.RefusedTargetException;
import io.tokenweir.common.threshold.Threshold;
import io.tokenweir.common.threshold.ThresholdResult;
import io.tokenweir.load.SegmentPlan;
import io.tokenweir.load.summary.RunSummary;
import io.tokenweir.load.target.TargetProtocol;

@Command(
        name = "run",
        description = "Runs a load and measures it: a scenario file, or the quick form without one.",
        mixinStandardHelpOptions = true,
        footer = {
            "%nThe quick form needs no Kafka and no file (docs/quick.md):",
            "  ./weir run --target http://127.0.0.1:8000/v1 --model m --vus 100 --spread 1.5s \\",
            "    --duration 30s --warmup 5s --max-tokens 64 --summary out.json",
            "%nWith a cluster, events go to its topics; results need ./weir streams there, and ./weir verify",
            "and ./weir report read them. Keys then come from weir.accounts (./weir provision makes them):",
            "  ./weir run scenarios/edge.yaml --target http://127.0.0.1:8000/v1 \\",
            "    --bootstrap-servers 127.0.0.1:9092 --schema-registry-url http://127.0.0.1:8081"
        })
final class RunCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SCENARIO", arity = "0..1", description = "Scenario file (docs/scenarios.md).")
    private Path scenarioFile;

    @Option(names = "--target", paramLabel = "URL", description = "Base address of the API; wins over the scenario's.")
    private String target;

    @Mixin
    private QuickOptions quick;

    @Mixin
    private SummaryOptions summary;

    @Mixin
    private ThresholdOptions thresholds;

    @Mixin
    private KeyOptions keys;

    @Option(
            names = "--events",
            paramLabel = "WHERE",
            description = "none: run without Kafka (the quick form's default); kafka: publish every event; "
                    + "encoded: encode every event and drop it (to measure what that costs).")
    private String events;

    @Mixin
    private KafkaOptions kafka;

    @Mixin
    private VaultOptions vault;

    @Mixin
    private PartOptions part;

    @Mixin
    private LoopOptions loop;

    @Option(
            names = "--control",
            paramLabel = "naive",
            description = "Then play the scenario once more with naive retries, for ./weir certify to stand beside it.")
    private String control;

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
        HotPathCompiler.applyIfAsked();
        boolean withKafka = publishes();
        Continuous continuous = loop.continuous();
        checkControl(withKafka, continuous);
        String text = scenarioFile == null ? null : read();
        ScenarioFile scenario = text == null ? QuickScenario.of(quick, target) : fromFile(text);
        if (continuous != null) {
            text = endless(text == null ? QuickScenarioText.of(scenario) : text, continuous);
            scenario = fromFile(text);
        }
        URI address = TargetAddress.of(scenario.target().url());
        guard(scenario, address);
        checkProtocol(scenario.target());
        summary.check();
        List<Threshold> judgedBy = thresholds.of(scenario);
        if (withKafka) {
            String played = text == null ? QuickScenarioText.of(scenario) : text;
            int exitCode = publishing(scenario, played, address, continuous, judgedBy, part.runId());
            return control == null || exitCode == ExitCode.INTERRUPTED
                    ? exitCode
                    : controlled(played, address, exitCode);
        }
        TargetProbe.warn(address, System.err);
        if (scenarioFile != null) {
            TraceCheck.rows(scenario);
        }
        try (Interrupt interrupt = new Interrupt()) {
            List<ThresholdResult> segments = new ArrayList<>();
            LightRun run = new LightRun(
                    scenario,
                    keys.accountsOrNone(System.getenv()),
                    part.part(),
                    judgedBy,
                    "encoded".equals(events),
                    continuous == null ? SegmentPlan.WHOLE : summary.eachSegment(continuous, segments::add, System.out),
                    System.err);
            RunSummary measured = run.run(part.instance(), interrupt);
            summary.tell(measured, System.out);
            return exitCode(interrupt, measured, continuous == null ? measured.thresholds() : segments);
        }
    }

    private void checkControl(boolean withKafka, Continuous continuous) {
        QuickChecks.require(
                control == null || control.equals(ControlScenario.NAIVE),
                "--control is naive; there is no other kind.");
        QuickChecks.require(
                control == null || withKafka && continuous == null && runFolder == null,
                "--control needs a scenario that ends and a cluster to publish to, for ./weir certify reads both runs.");
    }

    /** The same load with naive retries, whose thresholds judge nothing. @param exitCode of the run itself */
    private int controlled(String text, URI address, int exitCode) throws InterruptedException, IOException {
        String naive = ControlScenario.naive(source(), text);
        System.out.println("Control run with naive retries:");
        String id = part.runId() == null ? null : part.runId() + "-naive";
        int ended = publishing(fromFile(naive), naive, address, null, List.of(), id);
        return ended == ExitCode.INTERRUPTED ? ended : exitCode;
    }

    /** Whether events go to Kafka; throws when the options contradict each other. */
    private boolean publishes() {
        if (scenarioFile != null && !quick.load().isEmpty()) {
            throw Failure.usage("The scenario file says what is run; leave out "
                    + quick.load().keySet().iterator().next() + ", or the file.");
        }
        if (events != null && !List.of("none", "kafka", "encoded").contains(events)) {
            throw Failure.usage("--events is none, kafka or encoded, not " + events + ".");
        }
        if (events != null && !events.equals("kafka") && kafka.given()) {
            throw Failure.usage(
                    "Choose one: --events " + events + " runs without Kafka, --bootstrap-servers publishes to it.");
        }
        return events == null ? scenarioFile != null || kafka.given() : events.equals("kafka");
    }

    private String source() {
        return scenarioFile == null ? "the quick form" : scenarioFile.toString();
    }

    private String endless(String text, Continuous continuous) {
        if (quick.duration != null) {
            throw Failure.usage("--loop has no --duration; say --for how long, or leave it out.");
        }
        return LoopScenario.write(source(), text, continuous.length());
    }

    private ScenarioFile fromFile(String text) {
        ScenarioFile scenario = ScenarioReader.parse(source(), text);
        if (target != null) {
            scenario = scenario.withTargetUrl(target);
        }
        if (scenario.target().url() == null) {
            throw Failure.usage("Scenario " + scenarioFile + " names no target; give one with --target URL.");
        }
        return scenario;
    }

    private static void checkProtocol(TargetSpec target) {
        try {
            TargetProtocol.of(target);
        } catch (IllegalArgumentException e) {
            throw Failure.usage(e.getMessage());
        }
    }

    private void guard(ScenarioFile scenario, URI address) {
        try {
            Meter.guard(scenario, address);
        } catch (RefusedTargetException e) {
            if (scenarioFile == null && scenario.target().authorised() == null && address.getHost() != null) {
                throw Failure.usage(
                        "Target " + address.getHost() + " is not on loopback and not declared as authorised; "
                                + "say --authorised-by NAME if its operator allows this test.");
            }
            throw e;
        }
    }

    private int publishing(
            ScenarioFile scenario,
            String text,
            URI address,
            Continuous continuous,
            List<Threshold> judgedBy,
            String runId)
            throws InterruptedException, IOException {
        TargetProbe.check(address);
        if (runFolder == null) {
            TraceCheck.rows(scenario).forEach(System.out::println);
        }
        KafkaSettings settings = kafka.settings();
        try (Interrupt interrupt = new Interrupt()) {
            BufferedReader caller = waitForGo ? awaitGo() : null;
            try (RunKeys runKeys = keys(scenario, settings, interrupt)) {
                RunFolder folder = runFolder == null
                        ? RunFolder.create(runs, runId, Instant.now(), new SplittableRandom(System.nanoTime()))
                        : new RunFolder(runFolder);
                if (runFolder == null) {
                    System.out.println("Run " + folder.id());
                    Files.writeString(folder.scenario(), text);
                    RunFacts.starting(folder, scenario, settings, false)
                            .withArguments(command())
                            .write(folder);
                    if (!scenario.system().isEmpty()) {
                        System.out.println("The target's own metrics: ./weir scrape " + scenarioFile + " --run-id "
                                + folder.id() + ", beside this.");
                    }
                }
                Meter meter =
                        new Meter(scenario, text, folder, settings, part.instance(), part.part(), continuous, judgedBy);
                if (caller != null) {
                    stopWhenCallerIsGone(caller, interrupt);
                }
                // the log of a child that runs for days has no line a second
                Consumer<String> everySecond =
                        runFolder != null && continuous != null ? line -> {} : System.out::println;
                MeterResult result = meter.run(runKeys, interrupt, System.out::println, everySecond);
                if (runFolder == null) {
                    RunFacts.read(folder).ended(result).write(folder);
                    System.out.println("Ended " + folder.id() + "; "
                            + (continuous == null ? "ledger: " + folder.ledger() : SegmentFolders.inWords(folder)));
                    summary.tell(result.summary(), System.out);
                } else {
                    result.load().arrivalCertificates().forEach(certificate -> System.out.println(certificate.line()));
                }
                return exitCode(
                        interrupt,
                        result.summary(),
                        continuous == null ? result.summary().thresholds() : SegmentFolders.thresholds(folder));
            }
        }
    }

    private RunKeys keys(ScenarioFile scenario, KafkaSettings settings, Interrupt interrupt)
            throws InterruptedException {
        return scenarioFile == null || keys.given()
                ? RunKeys.own(keys.accountsOrNone(System.getenv()))
                : AccountSource.open(null, settings, vault::vault, scenario, interrupt, System.out::println);
    }

    private int exitCode(Interrupt interrupt, RunSummary measured, List<ThresholdResult> results) {
        String cutShort = measured.span().cutShort();
        boolean ended = results.stream().anyMatch(one -> one.abortedAtSecond() != null);
        int judged = thresholds.tell(JUnitXml.Suite.of(measured), results, System.err);
        if (interrupt.isRequested()) {
            return ExitCode.INTERRUPTED;
        }
        if (cutShort != null && !ended) {
            throw Failure.failed("The run was cut short: " + cutShort + ".");
        }
        if (judged == ExitCode.PASSED
                && measured.requests().answered() == 0
                && measured.requests().offered() > 0) {
            throw Failure.failed("No request was answered; see by outcome what became of them.");
        }
        return judged;
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(List.of("./weir", "run"));
        if (scenarioFile != null) {
            command.add(scenarioFile.toString());
        }
        if (target != null) {
            command.addAll(List.of("--target", target));
        }
        command.addAll(quick.arguments());
        command.addAll(loop.arguments());
        command.addAll(thresholds.arguments());
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
