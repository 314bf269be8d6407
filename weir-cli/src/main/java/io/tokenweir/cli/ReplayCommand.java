package io.tokenweir.cli;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import io.tokenweir.common.scenario.ScenarioFile;
import io.tokenweir.common.scenario.ScenarioReader;
import io.tokenweir.common.threshold.Threshold;
import io.tokenweir.load.trace.TraceReader;
import io.tokenweir.simulator.SimulatorConfig;

@Command(
        name = "replay",
        description = "Replays recorded traffic: a trace at its times and lengths, or recorded bodies drawn by weight.",
        mixinStandardHelpOptions = true,
        footer = {
            "%nReads the Azure LLM inference CSV, the Mooncake JSONL, and your own recorded bodies (JSONL with a body and",
            "a timestamp each, or a body and a weight); the first lines tell which. Bodies with weights are drawn at the",
            "rate or by the users of --scenario. Without --target the simulated provider answers.",
            "%nExamples:",
            "  ./weir replay AzureLLMInferenceTrace_code.csv --speed 10 --limit 2000",
            "  ./weir replay conversation_trace.jsonl --speed 5 --spread 3s",
            "  ./weir replay bodies.jsonl --target http://127.0.0.1:8000/v1 --keys-file keys.txt",
            "  ./weir replay weighted.jsonl --scenario rate.yaml",
            "  ./weir replay code.csv --loop --segment 1h --for 3d --keep-segments 24"
        })
final class ReplayCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The recorded trace, or recorded bodies with weights.")
    private Path trace;

    @Option(
            names = "--scenario",
            paramLabel = "FILE",
            description =
                    "Scenario to take target, reactions, SLOs and prices from; its trace-replay scenarios get this trace,"
                            + " or its other scenarios these bodies with weights.")
    private Path scenarioFile;

    @Option(names = "--speed", paramLabel = "X", description = "10 replays ten times as fast (default: 1).")
    private Double speed;

    @Option(names = "--limit", paramLabel = "N", description = "Stop after so many rows.")
    private Integer limit;

    @Option(
            names = "--spread",
            paramLabel = "DURATION",
            description = "Spread rows with equal time stamps over so long, seeded; Mooncake's lie on slots of 3s.")
    private String spread;

    @Option(names = "--skip-bad-rows", description = "Count rows that do not parse, and go on.")
    private boolean skipBadRows;

    @Option(
            names = "--target",
            paramLabel = "URL",
            description = "A provider elsewhere, e.g. http://127.0.0.1:8000/v1.")
    private String target;

    @Option(names = "--keys-file", paramLabel = "FILE", description = "Keys for that provider, one a line.")
    private Path keysFile;

    @Option(names = "--model", paramLabel = "NAME", description = "Model to ask for; wins over the scenario's.")
    private String model;

    @Option(names = "--provider", paramLabel = "FILE", description = "Simulator settings.")
    private Path providerFile;

    @Option(names = "--keep", description = "Leave broker, dashboard and metrics up until Ctrl-C.")
    private boolean keep;

    @Mixin
    private LoopOptions loop;

    @Mixin
    private RunsFolder runs;

    @Mixin
    private ThresholdOptions thresholds;

    @Override
    public Integer call() throws InterruptedException {
        if (!Files.isReadable(trace)) {
            throw Failure.usage("There is no readable trace " + trace + ".");
        }
        if (target != null && keysFile == null) {
            throw Failure.usage("A target elsewhere needs --keys-file FILE with the keys that may be used there.");
        }
        boolean weighted = TraceReader.hasWeights(trace, skipBadRows);
        if (weighted) {
            checkWeighted();
        }
        Text text = scenarioFile == null ? Text.resource("scenarios/replay.yaml") : Text.file(scenarioFile);
        String written = TraceScenario.write(
                text,
                new TraceScenario.Wish(
                        trace.toAbsolutePath().toString(), weighted, speed, limit, spread, skipBadRows, model, target));
        Continuous continuous = loop.continuous();
        if (continuous != null) {
            written = LoopScenario.write(text.name(), written, continuous.length());
        }
        ScenarioFile scenario = ScenarioReader.parse(text.name(), written);
        List<Threshold> judgedBy = thresholds.of(scenario);
        TraceCheck.rows(scenario).forEach(System.out::println);
        if (target != null) {
            URI address = TargetAddress.of(target);
            Meter.guard(scenario, address);
            TargetProbe.check(address);
        }
        LocalSession.Setup setup = new LocalSession.Setup(
                scenario,
                written,
                target == null ? provider() : null,
                keysFile,
                runs.path(),
                0,
                keep,
                false,
                continuous,
                thresholds,
                judgedBy,
                command());
        try (Interrupt interrupt = new Interrupt()) {
            return new LocalSession(setup, interrupt).run();
        }
    }

    private void checkWeighted() {
        String has = trace + " has weights and no timestamps, so ";
        if (scenarioFile == null) {
            throw Failure.usage(has + "nothing says when to send its bodies; give --scenario FILE with a rate or users"
                    + " (docs/replay.md shows one).");
        }
        if (speed != null || spread != null || limit != null) {
            throw Failure.usage(has + "--speed, --spread and --limit mean nothing; the scenario's duration, rate and"
                    + " budget say how much is sent.");
        }
    }

    private SimulatorConfig provider() {
        return providerFile == null
                ? Text.resource("scenarios/replay-provider.yaml").asFile(SimulatorConfig::load)
                : SimulatorConfig.load(providerFile);
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(List.of("./weir", "replay", trace.toString()));
        option(command, "--scenario", scenarioFile);
        option(command, "--speed", speed);
        option(command, "--limit", limit);
        option(command, "--spread", spread);
        option(command, "--target", target);
        option(command, "--keys-file", keysFile);
        option(command, "--model", model);
        option(command, "--provider", providerFile);
        if (skipBadRows) {
            command.add("--skip-bad-rows");
        }
        command.addAll(loop.arguments());
        command.addAll(thresholds.arguments());
        return command;
    }

    private static void option(List<String> command, String name, Object value) {
        if (value != null) {
            command.addAll(List.of(name, value.toString()));
        }
    }
}
