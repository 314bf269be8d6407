package io.tokenweir.cli;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import io.tokenweir.report.runbook.TerminalSummary;

@Command(
        name = "report",
        description = "Writes the runbook of a run again, from what its topics hold.",
        mixinStandardHelpOptions = true,
        footer = {"%nExamples:", "  ./weir report last", "  ./weir report last --segment 3"})
final class ReportCommand implements Callable<Integer> {
    @Mixin
    private RunOptions run;

    @Override
    public Integer call() {
        RunFolder folder = run.folder();
        if (folder.segment() == null && !SegmentFolders.ended(folder).isEmpty()) {
            throw Failure.usage("Run " + folder.id() + " is continuous; say which of its segments: --segment N, of "
                    + SegmentFolders.range(folder) + ".");
        }
        try (RunCluster cluster = run.open(folder)) {
            Finale finale = new Finale(folder, cluster.settings());
            Finale.Ending ending = finale.write(finale.check(run.sinks()));
            System.out.println(TerminalSummary.render(ending.runbook(), ending.page()));
            return ending.check().equal() ? ExitCode.PASSED : ExitCode.FAILED;
        }
    }
}
