package io.tokenweir.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.tokenweir.report.certificate.Certificate;
import io.tokenweir.report.certificate.CertificateJson;
import io.tokenweir.report.certificate.ClauseVerdict;
import io.tokenweir.report.certificate.Testimony;
import io.tokenweir.report.runbook.Findings;

/** Which files beside a run come on its page, and which are refused. */
class FindingFilesTest {
    private static final String RUN = "20261201-040000-abcd";

    @TempDir
    Path runs;

    private RunFolder folder;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = new RunFolder(Files.createDirectory(runs.resolve(RUN)));
    }

    @Test
    void aRunAloneHasNoOtherFindings() {
        assertThat(FindingFiles.BESIDE_THE_RUN.in(folder)).isEqualTo(Findings.NONE);
    }

    @Test
    void theCertificateInTheFolderOfTheRunIsFoundByItself() throws IOException {
        write(certificate(RUN, "As declared."));

        assertThat(FindingFiles.BESIDE_THE_RUN.in(folder).proof().reason()).isEqualTo("As declared.");
    }

    @Test
    void theCertificateOfAnotherRunIsRefused() throws IOException {
        write(certificate("20261201-030000-wxyz", "As declared."));

        assertThatThrownBy(() -> FindingFiles.BESIDE_THE_RUN.in(folder))
                .hasMessageContaining("is the certificate of run 20261201-030000-wxyz, not of " + RUN);
    }

    @Test
    void aCertificateThatWasChangedIsRefused() throws IOException {
        write(certificate(RUN, "Unproven.").replace("Unproven.", "As declared."));

        assertThatThrownBy(() -> FindingFiles.BESIDE_THE_RUN.in(folder)).hasMessageContaining("its hash is another");
    }

    @Test
    void aNamedFileThatHoldsSomethingElseIsRefusedWithItsName() throws IOException {
        Path other = Files.writeString(runs.resolve("other.json"), "[1]");

        assertThatThrownBy(() -> new FindingFiles(null, null, other).in(folder))
                .hasMessageContaining("other.json: This is no certificate");
    }

    private void write(String certificate) throws IOException {
        Files.writeString(folder.path().resolve("certificate.json"), certificate);
    }

    private static String certificate(String run, String sentence) {
        Testimony testimony =
                new Testimony(run, "a", "b", List.of(), "naive", null, ClauseVerdict.PASSED, List.of(), null);
        return CertificateJson.render(CertificateJson.sealed(
                new Certificate(1, "weir", ClauseVerdict.PASSED, sentence, testimony, null, List.of(), null)));
    }
}
