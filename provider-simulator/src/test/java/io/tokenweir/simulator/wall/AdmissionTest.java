package io.tokenweir.simulator.wall;

import static io.tokenweir.simulator.wall.Desk.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.tokenweir.simulator.account.KeyOwner;
import io.tokenweir.simulator.truth.LimitTruth;

class AdmissionTest {
    private static final long MONDAY_MICROS = Desk.MONDAY.getEpochSecond() * 1_000_000;

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}: another account {1}, another key {2}, another project {3}")
    @CsvSource({
        "KEY, true, false, false",
        "ACCOUNT, true, false, false",
        "EACH_KEY, true, true, false",
        "PROJECT, false, false, true",
        "ORGANISATION, false, false, false",
        "DEPLOYMENT, false, false, false"
    })
    void countsTogetherWhatItsScopeSays(String scope, boolean otherAccount, boolean otherKey, boolean otherProject)
            throws IOException {
        Desk desk = limits("{scope: " + scope + ", requestsPerMinute: 1}");
        assertThat(desk.ask(0, "m", 1, 1).verdict().admitted()).isTrue();

        KeyOwner account = Desk.owner("acct-000002", "proj_a", scope.equals("EACH_KEY") ? "key_9" : "key_1");
        assertThat(desk.as(account).ask(0, "m", 1, 1).verdict().admitted()).isEqualTo(otherAccount);
        KeyOwner key = Desk.owner("acct-000001", "proj_a", "key_2");
        assertThat(desk.as(key).ask(0, "m", 1, 1).verdict().admitted()).isEqualTo(otherKey);
        KeyOwner project = Desk.owner("acct-000001", "proj_b", "key_1");
        assertThat(desk.as(project).ask(0, "m", 1, 1).verdict().admitted()).isEqualTo(otherProject);
    }

    @Test
    void modelsOfOnePoolShareTheirLimit() throws IOException {
        String rule = "{limits: {requestsPerMinute: 0, tokensPerMinute: 0, also: [{name: requests, counts: REQUESTS,"
                + " limit: 1, pool: family}]}}";
        Desk desk = Desk.of(folder, "models: {a: " + rule + ", b: " + rule + "}");
        desk.ask(0, "a", 1, 1);

        assertThat(desk.ask(0, "b", 1, 1).decision()).isEqualTo("rate_requests");
    }

    @Test
    void changesALimitAtTheInstantThatWasPlanned() throws IOException {
        Desk desk = Desk.of(folder, """
                models: {m: {limits: {requestsPerMinute: 10, tokensPerMinute: 0, countRefused: false}}}
                limitChanges: [{afterSeconds: 30, model: m, limit: requests, to: 1}]
                """);
        for (int i = 0; i < 5; i++) {
            assertThat(desk.ask(29 * SECOND, "m", 1, 1).verdict().admitted()).isTrue();
        }

        Desk.Asked after = desk.ask(31 * SECOND, "m", 1, 1);

        assertThat(after.decision()).isEqualTo("rate_requests");
        assertThat(after.verdict().states().get(0).limit()).isEqualTo(1);
        assertThat(after.headers()).containsEntry("x-ratelimit-limit-requests", "1");
        assertThat(desk.changes())
                .containsExactly(new LimitTruth(MONDAY_MICROS + 30_000_000, "planned", "m", "requests", 1));
    }

    @Test
    void changesALimitForThoseWhoComeLaterToo() throws IOException {
        Desk desk = limits("{scope: ACCOUNT, requestsPerMinute: 10}");

        desk.wall().change(0, "m", "requests", 1);

        assertThat(desk.changes()).containsExactly(new LimitTruth(MONDAY_MICROS, "asked", "m", "requests", 1));

        desk.ask(0, "m", 1, 1);
        assertThat(desk.ask(0, "m", 1, 1).decision()).isEqualTo("rate_requests");
    }

    @Test
    void countsTheAnswersThatAreBeingWrittenBeforeItDecides() throws IOException {
        Desk desk = limits("{outputTokensPerMinute: 100}").streaming();
        AtomicInteger written = new AtomicInteger();
        Desk.Asked first = desk.ask(0, "m", 1, 500);
        desk.wall().began("m", first.verdict(), written::get);
        written.set(99);
        assertThat(desk.ask(0, "m", 1, 1).verdict().admitted()).isTrue();

        written.set(150);

        assertThat(desk.ask(0, "m", 1, 1).decision()).isEqualTo("rate_output");
        first.answered(0);
        assertThat(desk.ask(0, "m", 1, 1).verdict().states().get(0).used()).isEqualTo(500);
    }

    @Test
    void aRequestWithoutMaxTokensIsChargedTheModelsMostWhereTheProfileSaysSo() throws IOException {
        Desk desk = limits("{tokensPerMinute: 100000, charge: PROMPT_PLUS_MAX_TOKENS, settleExactly: true,"
                + " unsetMaxTokens: 64000}");

        assertThat(desk.ask(0, "m", 1000, -1).verdict().charged()).isEqualTo(65_000);
    }

    @Test
    void whatTheGatewayRefusesDoesNotCountAtTheProvider() throws IOException {
        Desk desk = Desk.of(folder, """
                models: {m: {limits: {requestsPerMinute: 10, tokensPerMinute: 0}}}
                gateway: {rate-limit-by-key: [{calls: 1, renewal-period: 60}]}
                """);
        desk.ask(0, "m", 1, 1);

        Desk.Asked refused = desk.ask(0, "m", 1, 1);

        assertThat(refused.at("/message")).isEqualTo("Rate limit is exceeded. Try again in 60 seconds.");
        assertThat(refused.verdict().decision().state("requests").orElseThrow().remaining())
                .isEqualTo(9);
    }

    private Desk limits(String limits) throws IOException {
        String own = limits.contains("requestsPerMinute") ? "" : "requestsPerMinute: 0, ";
        own += limits.contains("tokensPerMinute") ? "" : "tokensPerMinute: 0, ";
        return Desk.of(folder, "models: {m: {limits: {countRefused: false, " + own + limits.substring(1) + "}}");
    }
}
