package io.tokenweir.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import io.tokenweir.common.scenario.ScenarioFile;
import io.tokenweir.common.threshold.Threshold;
import io.tokenweir.common.threshold.ThresholdResult;
import io.tokenweir.report.runbook.Findings;
import io.tokenweir.report.runbook.TerminalSummary;

@Command(
        name = "report",
        description = "Writes the runbook of a run again, from what its topics hold.",
        mixinStandardHelpOptions = true,
        footer = {
            "%nExamples:",
            "  ./weir report last",
            "  ./weir report last --planned-rate 1200 --pdf",
            "  ./weir report last --segment 3",
            "  ./weir report last --threshold 'ttft:p(99)<800' --junit thresholds.xml"
        })
final class ReportCommand implements Callable<Integer> {
    @Mixin
    private RunOptions run;

    @Mixin
    private ThresholdOptions thresholds;

    @Option(
            names = "--limiter",
            paramLabel = "FILE",
            description = "What ./weir limiter found of the target (default: limiter.json in the run's folder).")
    private Path limiter;

    @Option(
            names = "--wall",
            paramLabel = "FILE",
            description = "What a search for the wall found (default: wall.json in the run's folder).")
    private Path wall;

    @Option(
            names = "--certificate",
            paramLabel = "FILE",
            description = "What ./weir certify wrote of this run (default: certificate.json in the run's folder).")
    private Path certificate;

    @Option(
            names = "--planned-rate",
            paramLabel = "N",
            description = "Requests a minute that are planned; wins over the scenario's plan.")
    private Double planned;

    @Option(names = "--pdf", description = "Print the page to runbook.pdf too, with an installed Chromium.")
    private boolean pdf;

    @Override
    public Integer call() {
        RunFolder folder = run.folder();
        if (folder.segment() == null && !SegmentFolders.ended(folder).isEmpty()) {
            throw Failure.usage("Run " + folder.id() + " is continuous; say which of its segments: --segment N, of "
                    + SegmentFolders.range(folder) + ".");
        }
        if (planned != null && !(planned > 0 && Double.isFinite(planned))) {
            throw Failure.usage("--planned-rate is a number of requests a minute above 0, not " + planned + ".");
        }
        Findings findings = new FindingFiles(wall, limiter, certificate).in(folder);
        ScenarioFile scenario = ReportFacts.scenario(folder);
        List<Threshold> judgedBy = thresholds.of(scenario);
        try (RunCluster cluster = run.open(folder)) {
            Finale finale = new Finale(folder, cluster.settings());
            Finale.Ending ending = finale.write(finale.check(run.sinks()), planned, findings);
            System.out.println(TerminalSummary.render(ending.runbook(), ending.page()));
            if (pdf) {
                System.out.println(PagePdf.print(ending.page()));
            }
            List<ThresholdResult> judged = finale.judge(scenario, judgedBy);
            ThresholdText.lines(judged).forEach(System.out::println);
            int exitCode = thresholds.tell(finale.suite(scenario), judged, System.err);
            return ending.check().equal() ? exitCode : ExitCode.FAILED;
        }
    }
}
