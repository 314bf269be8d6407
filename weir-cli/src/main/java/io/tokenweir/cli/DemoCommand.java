package io.tokenweir.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import io.tokenweir.common.scenario.ScenarioFile;
import io.tokenweir.common.scenario.ScenarioReader;
import io.tokenweir.simulator.SimulatorConfig;

@Command(
        name = "demo",
        description = "Runs the whole pipeline on this machine against a simulated provider, and writes the runbook.",
        mixinStandardHelpOptions = true,
        footer = {
            "%nBroker, registry, provider, sign-up, load, topology, sinks and dashboard are all real and all on loopback,",
            "on free ports; nothing is written outside runs/ and the temp folder.",
            "%nExamples:",
            "  ./weir demo --keep                                  dashboard and metrics stay up until Ctrl-C",
            "  ./weir demo --scenario scenarios/streams-300.yaml --provider scenarios/streams-300-provider.yaml"
        })
final class DemoCommand implements Callable<Integer> {
    @Option(names = "--scenario", paramLabel = "FILE", description = "Scenario; else the demo's own.")
    private Path scenarioFile;

    @Option(names = "--provider", paramLabel = "FILE", description = "Simulator settings; else the demo's own.")
    private Path providerFile;

    @Option(names = "--keep", description = "Leave broker, dashboard and metrics up until Ctrl-C.")
    private boolean keep;

    @Option(
            names = "--one-jvm",
            description = "Run the meter in the same process as the rest, to see what that does to its figures.")
    private boolean oneJvm;

    @Option(
            names = "--dashboard-port",
            defaultValue = "0",
            paramLabel = "PORT",
            description = "Port of the web page; 0 takes a free one (default).")
    private int dashboardPort;

    @Mixin
    private RunsFolder runs;

    @Mixin
    private ThresholdOptions thresholds;

    @Override
    public Integer call() throws InterruptedException {
        Text text = scenarioFile == null ? Text.resource("scenarios/demo.yaml") : Text.file(scenarioFile);
        ScenarioFile scenario = ScenarioReader.parse(text.name(), text.content());
        TraceCheck.rows(scenario).forEach(System.out::println);
        LocalSession.Setup setup = new LocalSession.Setup(
                scenario,
                text.content(),
                provider(),
                null,
                runs.path(),
                dashboardPort,
                keep,
                oneJvm,
                null,
                thresholds,
                thresholds.of(scenario),
                command());
        try (Interrupt interrupt = new Interrupt()) {
            return new LocalSession(setup, interrupt).run();
        }
    }

    private SimulatorConfig provider() {
        if (providerFile != null) {
            return load(providerFile);
        }
        return scenarioFile == null
                ? Text.resource("scenarios/demo-provider.yaml").asFile(DemoCommand::load)
                : SimulatorConfig.builder().acceptAnyKey(false).build();
    }

    private static SimulatorConfig load(Path file) {
        try {
            return SimulatorConfig.load(file);
        } catch (IllegalArgumentException e) {
            throw Failure.usage(e.getMessage());
        }
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(List.of("./weir", "demo"));
        if (scenarioFile != null) {
            command.addAll(List.of("--scenario", scenarioFile.toString()));
        }
        if (providerFile != null) {
            command.addAll(List.of("--provider", providerFile.toString()));
        }
        command.addAll(thresholds.arguments());
        return command;
    }
}
