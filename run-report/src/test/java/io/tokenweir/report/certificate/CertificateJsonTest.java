package io.tokenweir.report.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

class CertificateJsonTest {
    private final Example example = new Example("run-1.g.7", "weir.requests", 2, 41, "answered by small-model");
    private final Clause clause = new Clause(
            "share",
            "share: >= 0.95",
            ClauseVerdict.PASSED,
            0.98,
            0.96,
            0.99,
            "share",
            200,
            196,
            4,
            "196 of 200 requests took the path fallback.",
            List.of(example),
            List.of());
    private final ApplicationAudit audit = new ApplicationAudit(
            "the application behind the tap",
            true,
            200,
            410,
            new ApplicationAudit.Links(400, 0, 8, 2, 0.99),
            List.of(Trait.FALLS_BACK, Trait.OBEYS_RETRY_AFTER),
            new ApplicationAudit.RetryAfter(30, 2, 900.0, 450.0),
            1.0,
            1.1,
            14,
            12,
            1.7,
            Map.of("fallback", new ApplicationAudit.PathTaken(196, 0.98, 240.0, 800.0, List.of(example))),
            0,
            196,
            0,
            new ApplicationAudit.Felt(310.0, 2_400.0, null, 0.99),
            List.of());
    private final Certificate certificate = CertificateJson.sealed(new Certificate(
            Certificate.FORMAT,
            "weir 0.1.0",
            ClauseVerdict.PASSED,
            "All expectations were met.",
            new Testimony(
                    "run-1",
                    "aa",
                    "bb",
                    List.of(new Testimony.Digest("weir.requests", 2, 812, "0123456789abcdef")),
                    "obey",
                    new LoadPoint("1.5 x onset", "requests/min", 90.0, "wall.json", 5L, 9L, 120),
                    ClauseVerdict.PASSED,
                    List.of(clause),
                    audit),
            null,
            List.of(),
            null));

    @Test
    void isReadBackAsItWasWritten() {
        assertThat(CertificateJson.read(CertificateJson.render(certificate))).isEqualTo(certificate);
        assertThat(CertificateJson.intact(certificate)).isTrue();
    }

    @Test
    void isNoLongerIntactWhenANumberIsChanged() {
        String tampered = CertificateJson.render(certificate).replace("\"against\" : 4", "\"against\" : 3");

        assertThat(CertificateJson.intact(CertificateJson.read(tampered))).isFalse();
    }

    @Test
    void saysWhenAFileIsSomethingElse() {
        assertThatThrownBy(() -> CertificateJson.read("{\"format\": 1}"))
                .hasMessageContaining("This is no certificate:");
        assertThatThrownBy(() -> CertificateJson.read("{\"format\": 2}")).hasMessageContaining("its format is 2");
        assertThatThrownBy(() -> CertificateJson.read("null")).hasMessageContaining("not given");
    }

    @Test
    void failsWhenOneClauseFailedAndProvesNothingWithoutClauses() {
        assertThat(ClauseVerdict.of(List.of(ClauseVerdict.PASSED, ClauseVerdict.UNPROVEN, ClauseVerdict.FAILED)))
                .isEqualTo(ClauseVerdict.FAILED);
        assertThat(ClauseVerdict.of(List.of(ClauseVerdict.PASSED, ClauseVerdict.UNPROVEN)))
                .isEqualTo(ClauseVerdict.UNPROVEN);
        assertThat(ClauseVerdict.of(List.of())).isEqualTo(ClauseVerdict.UNPROVEN);
    }
}
