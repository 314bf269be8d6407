package io.tokenweir.cli;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import io.tokenweir.report.runbook.TerminalSummary;

@Command(
        name = "report",
        description = "Writes the runbook of a run again, from what its topics hold.",
        mixinStandardHelpOptions = true,
        footer = {"%nExample:", "  ./weir report last"})
final class ReportCommand implements Callable<Integer> {
    @Mixin
    private RunOptions run;

    @Override
    public Integer call() {
        RunFolder folder = run.folder();
        try (RunCluster cluster = run.open(folder)) {
            Finale finale = new Finale(folder, cluster.settings());
            Finale.Ending ending = finale.write(finale.check(run.sinks()));
            System.out.println(TerminalSummary.render(ending.runbook(), ending.page()));
            return ending.check().equal() ? ExitCode.PASSED : ExitCode.FAILED;
        }
    }
}
