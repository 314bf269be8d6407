package io.tokenweir.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import io.tokenweir.report.runbook.TerminalSummary;

@Command(
        name = "report",
        description = "Writes the runbook of a run again, from what its topics hold.",
        mixinStandardHelpOptions = true,
        footer = {"%nExample:", "  ./weir report last"})
final class ReportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "RUN", defaultValue = "last", description = "Run id, folder, or last (default).")
    private String name;

    @Mixin
    private KafkaOptions kafka;

    @Option(
            names = "--runs-folder",
            defaultValue = "runs",
            paramLabel = "DIR",
            description = "Where runs are kept (default: ${DEFAULT-VALUE}).")
    private Path runs;

    @Mixin
    private SinkOptions sinks;

    @Override
    public Integer call() {
        RunFolder folder = RunFolder.find(runs, name);
        try (RunCluster cluster = RunCluster.open(folder, kafka)) {
            Finale finale = new Finale(folder, cluster.settings());
            Finale.Ending ending = finale.write(finale.check(sinks));
            System.out.println(TerminalSummary.render(ending.runbook(), ending.page()));
            return ending.check().equal() ? ExitCode.PASSED : ExitCode.FAILED;
        }
    }
}
