package io.tokenweir.report.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.tokenweir.common.expect.LoadAt;
import io.tokenweir.common.scenario.ScenarioReader;
import io.tokenweir.events.PartitionLedger;
import io.tokenweir.report.certificate.SyntheticApplication.Kind;
import io.tokenweir.report.certificate.SyntheticApplication.Placed;
import io.tokenweir.report.certificate.SyntheticApplication.Told;

class CertifierTest {
    private static final String SCENARIO = """
            name: edge
            target: {model: m}
            scenarios:
              users: {executor: constant-vus, vus: 1, duration: 1s, maxTokens: 8}
            expect: {path: fallback, share: 0.9, hangs: 0}
            """;

    private final List<Placed> events = SyntheticApplication.run(Kind.FALLS_BACK, Told.TRACE);

    private static RunToJudge run(String scenario, List<PartitionLedger> ledger) {
        return new RunToJudge(
                SyntheticApplication.RUN,
                Set.of(),
                scenario,
                ScenarioReader.parse("edge.yaml", scenario),
                ledger,
                new WallOnset(LoadAt.Axis.REQUESTS, 1_200, "a test"));
    }

    private static Certificate certify(List<Placed> events, List<PartitionLedger> ledger) {
        Testimony run = Certifier.testify(
                run(SCENARIO, ledger), SyntheticApplication.evidence(events), SyntheticApplication.TOPIC);
        return Certifier.certificate(run, null, "weir test");
    }

    private List<PartitionLedger> ledger(long partitionTwo) {
        return List.of(new PartitionLedger(
                SyntheticApplication.TOPIC, 2, partitionTwo, 77L, 0L, 0L, 0L, 0L, 0L, Map.of(), Map.of()));
    }

    private long read(int partition) {
        return SyntheticApplication.evidence(events).digests().stream()
                .filter(digest -> digest.partition() == partition)
                .findFirst()
                .orElseThrow()
                .records();
    }

    @Test
    void theSameDataMakeTheSameCertificate() {
        Certificate written = certify(events, ledger(read(2)));
        Certificate again = certify(events, ledger(read(2)));

        assertThat(written.verdict()).isEqualTo(ClauseVerdict.PASSED);
        assertThat(written.sentence()).isEqualTo("All 3 expectations were met.");
        assertThat(CertificateCheck.differences(written, again)).isEmpty();
        assertThat(CertificateJson.read(CertificateJson.render(written))).isEqualTo(written);
        assertThat(CertificateText.render(written))
                .contains("PASSED    path: fallback", "seen: falls back", "amplification 1.00");
    }

    @Test
    void aChangedNumberInTheCertificateIsNamedEvenWhenItsHashWasMadeAnew() {
        Certificate written = certify(events, List.of());
        String tampered = CertificateJson.render(written).replaceFirst("\"against\" : 0", "\"against\" : 1");
        Certificate changed = CertificateJson.read(tampered);

        assertThat(CertificateCheck.differences(changed, written))
                .hasSize(2)
                .anyMatch(one -> one.startsWith("The certificate was changed after it was written"))
                .anyMatch(one -> one.equals("run.clauses[path].against: the certificate says 1, the data say 0."));
        assertThat(CertificateCheck.differences(CertificateJson.sealed(changed), written))
                .containsExactly("run.clauses[path].against: the certificate says 1, the data say 0.");
    }

    @Test
    void aMissingRecordIsNamedAndProvesNothing() {
        Certificate written = certify(events, ledger(read(2)));
        List<Placed> fewer = new ArrayList<>(events);
        fewer.removeIf(
                placed -> placed.place().partition() == 2 && placed.place().offset() == 100);

        Certificate again = certify(fewer, ledger(read(2)));

        assertThat(again.verdict()).isEqualTo(ClauseVerdict.UNPROVEN);
        assertThat(CertificateCheck.differences(written, again))
                .anyMatch(one -> one.startsWith("run.evidence[weir.requests-2].records: the certificate says"))
                .anyMatch(one -> one.startsWith("run.clauses[path].verdict: the certificate says 'PASSED'"));
        assertThat(again.remarks())
                .anyMatch(one -> one.contains("1 records of weir.requests-2"))
                .anyMatch(one -> one.startsWith("The ledger counts"));
    }

    @Test
    void aChangedRecordIsNamedByItsPartition() {
        Certificate written = certify(events, List.of());
        List<Placed> changed = SyntheticApplication.run(Kind.FALLS_BACK, Told.TRACE, 0);
        Placed one = changed.get(200);
        one.event().setTraceId("0".repeat(32));

        assertThat(CertificateCheck.differences(written, certify(changed, List.of())))
                .anyMatch(difference -> difference.startsWith(
                        "run.evidence[weir.requests-" + one.place().partition() + "].digest"));
    }

    @Test
    void aScenarioWithoutExpectationsSaysSo() {
        assertThatThrownBy(() -> Certifier.testify(
                        run(SCENARIO.replaceAll("expect.*", ""), List.of()),
                        SyntheticApplication.evidence(events),
                        SyntheticApplication.TOPIC))
                .hasMessage("The scenario edge expects nothing; write an 'expect' into it, or name another with"
                        + " --scenario.");
    }
}
