package io.tokenweir.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

import io.tokenweir.report.certificate.Certificate;
import io.tokenweir.report.certificate.CertificateJson;
import io.tokenweir.report.limiter.LimiterJson;
import io.tokenweir.report.onset.WallJson;
import io.tokenweir.report.runbook.Findings;

/**
 * Files with what other commands found of the same target, for the runbook of a run.
 *
 * @param wall what a search for the wall found; null: wall.json in the run's folder, if it is there
 * @param limiter what {@code weir limiter} wrote; null: limiter.json there
 * @param certificate what {@code weir certify} wrote; null: certificate.json there
 */
record FindingFiles(Path wall, Path limiter, Path certificate) {
    static final FindingFiles BESIDE_THE_RUN = new FindingFiles(null, null, null);

    Findings in(RunFolder folder) {
        return Findings.of(
                read(folder, wall, "wall", WallJson::read),
                read(folder, limiter, "limiter", file -> LimiterJson.read(text(file))),
                read(folder, certificate, "certificate", file -> certificate(folder, file)));
    }

    private static <T> T read(RunFolder folder, Path named, String name, Function<Path, T> reader) {
        Path beside = folder.path().resolve(name + ".json");
        Path file = named == null && Files.exists(beside) ? beside : named;
        try {
            return file == null ? null : reader.apply(file);
        } catch (IllegalArgumentException e) {
            throw Failure.usage(file + ": " + e.getMessage());
        }
    }

    private static Certificate certificate(RunFolder folder, Path file) {
        Certificate certificate = CertificateJson.read(text(file));
        if (!CertificateJson.intact(certificate)) {
            throw Failure.usage(file + " was changed after it was written: its hash is another. Write it again with"
                    + " ./weir certify " + folder.id() + ".");
        }
        if (!certificate.run().run().equals(folder.id())) {
            throw Failure.usage(
                    file + " is the certificate of run " + certificate.run().run() + ", not of " + folder.id() + ".");
        }
        return certificate;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw Failure.usage(file + " cannot be read: " + e.getMessage() + ".");
        }
    }
}
