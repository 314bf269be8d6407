package io.tokenweir.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.common.run.RunIdentity;
import io.tokenweir.common.scenario.ScenarioFile;
import io.tokenweir.common.scenario.ScenarioReader;
import io.tokenweir.scrape.SystemScraper;

@Command(
        name = "scrape",
        description = "Reads the target's own metrics once a second into a run, until Ctrl-C.",
        mixinStandardHelpOptions = true,
        footer = {
            "%nThe scenario names the endpoints under 'system' (docs/system.md); its load is played by ./weir run.",
            "%nExample:",
            "  ./weir scrape scenarios/system.yaml --run-id big-1 \\",
            "    --bootstrap-servers 127.0.0.1:9092 --schema-registry-url http://127.0.0.1:8081"
        })
final class ScrapeCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SCENARIO", description = "Scenario file with a 'system' section.")
    private Path scenarioFile;

    @Option(
            names = "--run-id",
            required = true,
            paramLabel = "ID",
            description = "The run whose windows the readings go into.")
    private String runId;

    @Option(
            names = "--instance",
            defaultValue = "scraper-1",
            paramLabel = "NAME",
            description = "Name of this process within the run (default: ${DEFAULT-VALUE}).")
    private String instance;

    @Mixin
    private KafkaOptions kafka;

    @Override
    public Integer call() throws InterruptedException {
        ScenarioFile scenario = ScenarioReader.read(scenarioFile);
        if (scenario.system().isEmpty()) {
            throw Failure.usage(
                    "Scenario " + scenarioFile + " names no endpoints under 'system'; docs/system.md shows how.");
        }
        SystemSources.guard(scenario);
        KafkaSettings settings = kafka.settings();
        RunIdentity identity = new RunIdentity(runId, 0, instance, System.currentTimeMillis());
        try (Interrupt interrupt = new Interrupt()) {
            SystemScraper scraper = SystemSources.start(scenario, settings, identity, System.out::println);
            try (scraper) {
                System.out.println("Reading " + scenario.system().size() + " sources into run " + runId + ".");
                System.out.flush();
                interrupt.await();
            }
            System.out.println("Ended: " + scraper.summary() + ".");
        }
        return ExitCode.PASSED;
    }
}
