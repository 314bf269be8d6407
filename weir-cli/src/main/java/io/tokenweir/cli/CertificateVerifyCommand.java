package io.tokenweir.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import io.tokenweir.report.certificate.Certificate;
import io.tokenweir.report.certificate.CertificateCheck;
import io.tokenweir.report.certificate.CertificateJson;
import io.tokenweir.report.certificate.Certifier;
import io.tokenweir.report.certificate.RunToJudge;
import io.tokenweir.report.certificate.Testimony;
import io.tokenweir.report.certificate.WallOnset;

@Command(
        name = "verify",
        description = "Makes a certificate again from its topics or Parquet objects, and names every difference.",
        mixinStandardHelpOptions = true,
        footer = {
            "%nExit code 1 when anything differs.",
            "%nExamples:",
            "  ./weir certificate verify certificate.json",
            "  ./weir certificate verify certificate.json --bootstrap-servers 127.0.0.1:9092 \\",
            "    --schema-registry-url http://127.0.0.1:8081",
            "  ./weir certificate verify certificate.json --parquet /data/objects --scenario edge.yaml"
        })
final class CertificateVerifyCommand implements Callable<Integer> {
    private static final int SHOWN = 20;

    @Parameters(paramLabel = "FILE", description = "The certificate.")
    private Path file;

    @Mixin
    private ClusterOptions cluster;

    @Mixin
    private RunsFolder runs;

    @Mixin
    private WallOptions wall;

    @Option(names = "--parquet", paramLabel = "DIR", description = "Read the Parquet objects below this folder.")
    private Path parquet;

    @Option(
            names = "--scenario",
            paramLabel = "FILE",
            description = "The file that the expectations came from (default: the scenario that was played).")
    private Path scenario;

    @Option(
            names = "--tap-run",
            split = ",",
            paramLabel = "ID",
            description = "Run ids of the tap, if it published under others than that of the run.")
    private Set<String> tapRuns = Set.of();

    @Override
    public Integer call() {
        Certificate written = read();
        Testimony run = testify(written.run());
        Testimony control = written.control() == null ? null : testify(written.control());
        Certificate again = Certifier.certificate(run, control, written.software());
        List<String> differences = CertificateCheck.differences(written, again);
        differences.stream().limit(SHOWN).forEach(one -> System.out.println("differs: " + one));
        if (differences.size() > SHOWN) {
            System.out.println("and " + (differences.size() - SHOWN) + " more differences");
        }
        System.out.println(
                differences.isEmpty()
                        ? "The certificate of run " + run.run() + " holds: "
                                + run.clauses().size()
                                + " clauses and every partition's records are as it says ("
                                + written.verdict() + ")."
                        : "The certificate of run " + run.run() + " does not hold.");
        return differences.isEmpty() ? ExitCode.PASSED : ExitCode.FAILED;
    }

    private Certificate read() {
        try {
            return CertificateJson.read(Text.file(file).content());
        } catch (IllegalArgumentException e) {
            throw Failure.usage(file + ": " + e.getMessage());
        }
    }

    private Testimony testify(Testimony written) {
        RunFolder folder = RunFolder.findOrElsewhere(runs.path(), written.run());
        WallOnset onset = wall.given() ? wall.onset() : Certifier.onset(written);
        try {
            if (parquet != null) {
                RunToJudge judged = JudgedRun.ofFolder(folder, tapRuns, scenario, onset);
                return ledgerOf(written, judged, Certifier.fromParquet(judged, parquet, cluster.topicPrefix()));
            }
            try (RunCluster opened = RunCluster.open(folder, cluster)) {
                RunToJudge judged = JudgedRun.of(folder, tapRuns, opened.settings(), scenario, onset);
                return ledgerOf(written, judged, Certifier.fromTopics(judged, opened.settings()));
            }
        } catch (IllegalArgumentException e) {
            throw Failure.usage(e.getMessage());
        }
    }

    private static Testimony ledgerOf(Testimony written, RunToJudge judged, Testimony found) {
        if (!judged.ledger().isEmpty()) {
            return found;
        }
        System.out.println("note: the ledger of run " + written.run() + " is not here, so its hash was not checked.");
        return found.withLedger(written.ledgerSha256());
    }
}
