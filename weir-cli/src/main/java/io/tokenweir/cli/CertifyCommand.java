package io.tokenweir.cli;

import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import io.tokenweir.report.certificate.Certificate;
import io.tokenweir.report.certificate.CertificateJson;
import io.tokenweir.report.certificate.CertificateText;
import io.tokenweir.report.certificate.Certifier;
import io.tokenweir.report.certificate.ClauseVerdict;
import io.tokenweir.report.certificate.RunToJudge;
import io.tokenweir.report.certificate.Testimony;
import io.tokenweir.report.certificate.WallOnset;

@Command(
        name = "certify",
        description = "Judges a finished run by what its scenario expects, and writes the certificate.",
        mixinStandardHelpOptions = true,
        footer = {
            "%nExit code 99 when an expectation was not met, or was not proven.",
            "%nExamples:",
            "  ./weir certify last --wall wall.json",
            "  ./weir certify last --onset '60 requests/min' --control 20261201-101500-k3fa",
            "  ./weir certify 20261201-102000-m2xd --scenario expectations.yaml --out certificate.json"
        })
final class CertifyCommand implements Callable<Integer> {
    @Mixin
    private RunOptions run;

    @Mixin
    private WallOptions wall;

    @Option(
            names = "--scenario",
            paramLabel = "FILE",
            description = "Take the expectations of this file (default: of the scenario that was played).")
    private Path scenario;

    @Option(
            names = "--tap-run",
            split = ",",
            paramLabel = "ID",
            description = "Run ids of the tap, if it published under others than that of the run.")
    private Set<String> tapRuns = Set.of();

    @Option(
            names = "--control",
            paramLabel = "RUN",
            description = "A run of the same scenario with naive retries, to stand beside it.")
    private String control;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where the certificate goes (default: certificate.json in the run folder).")
    private Path out;

    @Option(names = "--allow-unproven", description = "Exit with 0 when expectations are unproven, but none failed.")
    private boolean allowUnproven;

    @Override
    public Integer call() {
        RunFolder folder = run.folderOrElsewhere();
        WallOnset onset = wall.onset();
        Path file = out == null ? folder.path().resolve("certificate.json") : out;
        OutputFile.check(file, "certificate", "--out");
        Testimony testimony = testify(folder, onset);
        Testimony beside = control == null ? null : testify(run.other(control), onset);
        Certificate certificate = Certifier.certificate(testimony, beside, "weir " + Version.current());
        OutputFile.write(file, "certificate", CertificateJson.render(certificate));
        System.out.println(CertificateText.render(certificate));
        System.out.println("certificate: " + file);
        return exitCode(certificate, allowUnproven);
    }

    private Testimony testify(RunFolder folder, WallOnset onset) {
        try (RunCluster cluster = run.open(folder)) {
            RunToJudge judged = JudgedRun.of(folder, tapRuns, cluster.settings(), scenario, onset);
            return Certifier.fromTopics(judged, cluster.settings());
        } catch (IllegalArgumentException e) {
            throw Failure.usage(e.getMessage());
        }
    }

    private static int exitCode(Certificate certificate, boolean allowUnproven) {
        if (certificate.verdict() == ClauseVerdict.PASSED) {
            return ExitCode.PASSED;
        }
        boolean failed = certificate.verdict() == ClauseVerdict.FAILED;
        System.err.println("weir: " + certificate.sentence());
        return failed || !allowUnproven ? ExitCode.THRESHOLD_FAILED : ExitCode.PASSED;
    }
}
