package io.tokenweir.report.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.tokenweir.common.expect.Expectations;
import io.tokenweir.common.expect.LoadAt;
import io.tokenweir.common.scenario.ScenarioReader;
import io.tokenweir.events.Vantage;
import io.tokenweir.report.certificate.SyntheticApplication.Kind;
import io.tokenweir.report.certificate.SyntheticApplication.Placed;
import io.tokenweir.report.certificate.SyntheticApplication.Told;

class JudgeTest {
    private static final WallOnset ONSET = new WallOnset(LoadAt.Axis.REQUESTS, 1_200, "a wall of a test");
    private static final String ALL =
            "at: 1.5 x onset, share: 0.9, within: 2s, userTtft: 'p(90)<1500', earlyRetries: 0,"
                    + " amplification: 1.2, fanOut: 1.5, hangs: 0, path: ";

    private static Expectations expect(String text) {
        return Expectations.of(ScenarioReader.parse("edge.yaml", """
                        name: edge
                        target: {model: m}
                        scenarios:
                          users: {executor: constant-vus, vus: 1, duration: 1s, maxTokens: 8}
                        expect: {%s}
                        """.formatted(text)))
                .orElseThrow();
    }

    private static Judge.Judgement judge(List<Placed> events, String expect) {
        return judge(SyntheticApplication.evidence(events), expect);
    }

    private static Judge.Judgement judge(RunEvidence evidence, String expect) {
        return Judge.of(evidence, expect(expect), ONSET, true, "a test's application");
    }

    private static Clause clause(Judge.Judgement judgement, String name) {
        return judgement.clauses().stream()
                .filter(clause -> clause.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "OBEYS, OBEYS_RETRY_AFTER",
        "IGNORES, IGNORES_RETRY_AFTER",
        "AT_ONCE, RETRIES_AT_ONCE",
        "FANS_OUT, FANS_OUT",
        "SHEDS, SHEDS",
        "QUEUES, QUEUES",
        "FALLS_BACK, FALLS_BACK",
        "FAILS_FAST, FAILS_FAST",
        "HANGS, HANGS",
        "CLAIMS_FALLBACK, LIES",
        "HIDES_FAILURE, LIES"
    })
    void everyKindOfApplicationIsRecognised(Kind kind, Trait trait) {
        for (Told told : List.of(Told.TRACE, Told.HEADER, Told.CONTENT)) {
            ApplicationAudit audit = judge(SyntheticApplication.run(kind, told), "at: 1.5 x onset, hangs: 0")
                    .audit();
            assertThat(audit.traits())
                    .as(kind + " told by " + told + ": " + audit)
                    .contains(trait);
        }
    }

    /** What each kind may pass; everything else that it passed would be wrong. */
    @ParameterizedTest
    @CsvSource({
        "SHEDS, shed",
        "QUEUES, queue",
        "FALLS_BACK, fallback",
        "FAILS_FAST, fail-fast",
        "OBEYS, retry",
        "IGNORES, retry",
        "AT_ONCE, retry",
        "FANS_OUT, fail-fast"
    })
    void onlyThePathThatWasTakenPasses(Kind kind, String path) {
        RunEvidence events = SyntheticApplication.evidence(SyntheticApplication.run(kind, Told.TRACE));

        for (String expected : Expectations.PATHS) {
            Clause clause = clause(judge(events, ALL + expected), "path");
            assertThat(clause.verdict())
                    .as(kind + " expected to " + expected + ": " + clause.reason())
                    .isEqualTo(expected.equals(path) ? ClauseVerdict.PASSED : ClauseVerdict.FAILED);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"CLAIMS_FALLBACK", "HIDES_FAILURE", "HANGS"})
    void aLieOrAHangPassesAsNoPath(Kind kind) {
        RunEvidence events = SyntheticApplication.evidence(SyntheticApplication.run(kind, Told.TRACE));

        for (String expected : Expectations.PATHS) {
            Judge.Judgement judgement = judge(events, ALL + expected);
            assertThat(clause(judgement, "path").verdict()).isEqualTo(ClauseVerdict.FAILED);
            assertThat(clause(judgement, "share").verdict()).isEqualTo(ClauseVerdict.FAILED);
        }
    }

    @Test
    void aLieIsNamedWithWhatTheTapSaw() {
        Judge.Judgement judgement = judge(SyntheticApplication.run(Kind.CLAIMS_FALLBACK, Told.TRACE), ALL + "fallback");

        assertThat(clause(judgement, "path").reason()).contains("lesser one; the tap saw large-2026-01-01");
        assertThat(judgement.audit().lies()).isPositive();
    }

    @Test
    void aGoodFallbackPassesEveryClause() {
        Judge.Judgement judgement = judge(SyntheticApplication.run(Kind.FALLS_BACK, Told.TRACE), ALL + "fallback");

        assertThat(judgement.clauses())
                .allSatisfy(clause ->
                        assertThat(clause.verdict()).as(clause.toString()).isEqualTo(ClauseVerdict.PASSED));
        assertThat(judgement.clauses()).hasSize(8);
        assertThat(clause(judgement, "share").examplesFor().get(0).topic()).isEqualTo(SyntheticApplication.TOPIC);
        assertThat(clause(judgement, "share").examplesFor().get(0).what()).contains("answered by small");
    }

    @Test
    void aStormFailsWhatItShould() {
        Judge.Judgement judgement = judge(SyntheticApplication.run(Kind.AT_ONCE, Told.TRACE), ALL + "retry");

        assertThat(clause(judgement, "earlyRetries").verdict()).isEqualTo(ClauseVerdict.FAILED);
        assertThat(clause(judgement, "amplification").verdict()).isEqualTo(ClauseVerdict.FAILED);
        assertThat(clause(judgement, "amplification").observed()).isGreaterThan(1.5);
        assertThat(clause(judge(SyntheticApplication.run(Kind.OBEYS, Told.TRACE), ALL + "retry"), "earlyRetries")
                        .verdict())
                .isEqualTo(ClauseVerdict.PASSED);
        assertThat(clause(judge(SyntheticApplication.run(Kind.FANS_OUT, Told.TRACE), ALL + "retry"), "fanOut")
                        .observed())
                .isEqualTo(4);
        assertThat(clause(judge(SyntheticApplication.run(Kind.HANGS, Told.TRACE), ALL + "retry"), "hangs")
                        .verdict())
                .isEqualTo(ClauseVerdict.FAILED);
    }

    @Test
    void nothingThatRestsOnLinksIsProvenWhereTheyAreGuesses() {
        Judge.Judgement judgement = judge(SyntheticApplication.run(Kind.FALLS_BACK, Told.NOTHING), ALL + "fallback");

        for (String name : List.of("path", "share", "within", "earlyRetries", "amplification", "fanOut")) {
            assertThat(clause(judgement, name).verdict()).as(name).isEqualTo(ClauseVerdict.UNPROVEN);
            assertThat(clause(judgement, name).reason()).contains("mean certainty");
        }
        assertThat(clause(judgement, "hangs").verdict()).isEqualTo(ClauseVerdict.PASSED);
    }

    @Test
    void wordsLinkAsWellAsHeadersDo() {
        Judge.Judgement judgement = judge(SyntheticApplication.run(Kind.FALLS_BACK, Told.CONTENT), ALL + "fallback");

        assertThat(clause(judgement, "share").verdict()).isEqualTo(ClauseVerdict.PASSED);
        assertThat(judgement.audit().links().byTrace()).isZero();
        assertThat(judgement.audit().links().meanCertainty()).isGreaterThan(0.95);
    }

    @Test
    void clocksThatDisagreeProveNoTimeBetweenVantages() {
        Judge.Judgement judgement =
                judge(SyntheticApplication.run(Kind.FALLS_BACK, Told.TRACE, -400_000), ALL + "fallback");

        assertThat(clause(judgement, "within").verdict()).isEqualTo(ClauseVerdict.UNPROVEN);
        assertThat(clause(judgement, "within").reason()).contains("The clocks of the two vantages disagree by 398 ms");
    }

    @Test
    void aLoadThatWasNotReachedProvesNothing() {
        Judge.Judgement judgement =
                judge(SyntheticApplication.run(Kind.FALLS_BACK, Told.TRACE), "at: 3 x onset, path: fallback, hangs: 0");

        assertThat(judgement.clauses()).allSatisfy(clause -> {
            assertThat(clause.verdict()).isEqualTo(ClauseVerdict.UNPROVEN);
            assertThat(clause.reason())
                    .matches("Not reached: 3 x onset is 3600 requests/min, offered were up to 2\\d{3}\\.");
        });
    }

    @Test
    void withoutATapNothingIsSaidOfAnApplicationsPath() {
        List<Placed> users = SyntheticApplication.run(Kind.FAILS_FAST, Told.TRACE).stream()
                .filter(placed -> placed.event().getHeader().getVantage() == Vantage.GENERATOR)
                .toList();

        Judge.Judgement judgement = judge(users, "path: shed, earlyRetries: 0, amplification: 1, hangs: 0");

        assertThat(clause(judgement, "path").reason()).startsWith("No tap saw");
        assertThat(clause(judgement, "amplification").verdict()).isEqualTo(ClauseVerdict.UNPROVEN);
        assertThat(clause(judgement, "earlyRetries").verdict()).isEqualTo(ClauseVerdict.UNPROVEN);
        assertThat(clause(judgement, "hangs").verdict()).isEqualTo(ClauseVerdict.PASSED);
    }

    /** Whatever is taken away, in any order and number, makes nothing pass that did not. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void removedEvidenceNeverMakesAClausePass(Kind kind) {
        List<Placed> events = SyntheticApplication.run(kind, Told.TRACE);
        Random random = new Random(kind.ordinal());
        for (int round = 0; round < 4; round++) {
            List<Placed> fewer = new ArrayList<>(events);
            int removed = 1 + random.nextInt(round < 2 ? 2 : fewer.size() / 2);
            for (int i = 0; i < removed; i++) {
                fewer.remove(random.nextInt(fewer.size()));
            }
            Judge.Judgement judgement = judge(fewer, ALL + "fallback");
            assertThat(judgement.clauses()).noneMatch(clause -> clause.verdict() == ClauseVerdict.PASSED);
        }
    }

    @Test
    void theOrderOfPartitionsAndDoubledRecordsChangeNothing() {
        List<Placed> events = SyntheticApplication.run(Kind.FALLS_BACK, Told.CONTENT);
        List<Placed> other = new ArrayList<>(events);
        other.addAll(events.subList(100, 200));
        other.sort(Comparator.comparingInt(placed -> placed.place().partition()));

        assertThat(judge(other, ALL + "fallback")).isEqualTo(judge(events, ALL + "fallback"));
    }
}
