package io.tokenweir.cli;

import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import io.tokenweir.report.check.CheckResult;
import io.tokenweir.report.check.CheckTable;

@Command(
        name = "verify",
        description =
                "Holds the ledger of a run against topics, windows, results, Parquet and Prometheus: all must be equal.",
        mixinStandardHelpOptions = true,
        footer = {
            "%nBrings the run's own broker up again where the run folder holds its log; else name the cluster.",
            "Of a continuous run every segment that is kept is checked, or the one that --segment names.",
            "A run that was started elsewhere is checked by its id against the ledger in weir.runs.",
            "Exit code 1 when a row differs; the first difference is named.",
            "%nExamples:",
            "  ./weir verify last",
            "  ./weir verify last --segment 3",
            "  ./weir verify last --objects /data/objects --metrics-url http://127.0.0.1:9464/metrics \\",
            "    --bootstrap-servers 127.0.0.1:9092 --schema-registry-url http://127.0.0.1:8081"
        })
final class VerifyCommand implements Callable<Integer> {
    @Mixin
    private RunOptions run;

    @Option(
            names = "--wait-for-sinks",
            description = "First wait until the topology and our sinks have caught up with the run.")
    private boolean waitForSinks;

    @Override
    public Integer call() {
        RunFolder folder = run.folderOrElsewhere();
        List<Integer> segments = folder.segment() == null ? SegmentFolders.ended(folder) : List.of();
        try (RunCluster cluster = run.open(folder)) {
            if (segments.isEmpty()) {
                CheckResult check = check(folder, cluster);
                System.out.println(CheckTable.render(check));
                return check.equal() ? ExitCode.PASSED : ExitCode.FAILED;
            }
            boolean equal = true;
            for (int segment : segments) {
                CheckResult check = check(folder.inSegment(segment), cluster);
                equal &= check.equal();
                System.out.println(
                        check.equal() ? "Segment " + segment + ": " + check.line() : CheckTable.render(check));
            }
            return equal ? ExitCode.PASSED : ExitCode.FAILED;
        }
    }

    private CheckResult check(RunFolder folder, RunCluster cluster) {
        Finale finale = new Finale(folder, cluster.settings());
        if (waitForSinks) {
            finale.awaitSinks(run.sinks().groups(cluster.settings()));
        }
        return finale.check(run.sinks());
    }
}
