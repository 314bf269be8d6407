package io.tokenweir.simulator.wall;

import static io.tokenweir.simulator.wall.Desk.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.tokenweir.simulator.account.KeyOwner;

/** {@code llm-token-limit} as it was observed and documented. */
class GatewayTest {
    private static final String FREE = "models: {m: {limits: {requestsPerMinute: 0, tokensPerMinute: 0}}}\n";

    @TempDir
    Path folder;

    /** Limit 100: uses of 59 and 55, then 429 "29 seconds", 15 s later "14 seconds", 15 s later a success. */
    @Test
    void theClassicTiersCountASlidingMinute() throws IOException {
        Desk desk = policy("{tokens-per-minute: 100, algorithm: slidingWindow60s, remaining-tokens-header-name: left}");
        assertThat(desk.ask(0, "m", 20, 39).answered(0).headers()).containsEntry("left", "41");
        desk.ask(20 * SECOND, "m", 20, 35).answered(20 * SECOND);

        Desk.Asked refused = desk.ask(31 * SECOND, "m", 20, 30);

        assertThat(refused.response().status()).isEqualTo(429);
        assertThat(refused.body().toString())
                .isEqualTo("{\"statusCode\":429,\"message\":\"Token limit is exceeded. Try again in 29 seconds.\"}");
        assertThat(desk.ask(46 * SECOND, "m", 20, 30).at("/message")).endsWith("in 14 seconds.");
        assertThat(desk.ask(61 * SECOND, "m", 20, 30).headers()).containsEntry("left", "0");
    }

    /** Limit 10: an answer of 39 tokens passes, then 429 with Retry-After 180, longer than the window. */
    @Test
    void theSecondTiersRefillABucketInDebt() throws IOException {
        Desk desk = policy("{tokens-per-minute: 10, algorithm: bucketWithDebt}");
        desk.ask(0, "m", 20, 19).answered(0);

        assertThat(desk.ask(0, "m", 20, 19).headers()).containsOnly(entry("retry-after", "180"));
    }

    @Test
    void aSpentQuotaIsForbiddenUntilItsCalendarPeriodEnds() throws IOException {
        Desk desk = policy("{token-quota: 100, token-quota-period: Hourly}");
        desk.ask(38 * 60 * SECOND + 27 * SECOND, "m", 50, 60).answered(2310 * SECOND);

        Desk.Asked refused = desk.ask(2310 * SECOND - 3 * SECOND, "m", 1, 1);

        assertThat(refused.response().status()).isEqualTo(403);
        assertThat(refused.decision()).isEqualTo("quota");
        assertThat(refused.at("/message"))
                .isEqualTo("Token quota is exceeded. Try again in 21 minutes and 30 seconds.");
        assertThat(desk.ask(3600 * SECOND, "m", 1, 1).verdict().admitted()).isTrue();
    }

    @Test
    void withAnEstimateItRefusesTheRequestThatWouldCrossTheLine() throws IOException {
        Desk estimating = policy("{tokens-per-minute: 100, estimate-prompt-tokens: true}");
        Desk lenient = policy("{tokens-per-minute: 100, estimate-prompt-tokens: false}");

        assertThat(estimating.ask(0, "m", 101, 1).at("/message")).isEqualTo("Token limit is exceeded.");
        assertThat(lenient.ask(0, "m", 101, 1).verdict().admitted()).isTrue();
        assertThat(lenient.streaming().ask(0, "m", 101, 1).verdict().admitted())
                .as("the prompt of a stream is always estimated")
                .isFalse();
    }

    @Test
    void usesTheNamesThatThePolicyGives() throws IOException {
        Desk desk = Desk.of(folder, FREE + """
                gateway:
                  echo-variables: true
                  llm-token-limit:
                    - counter-key: "@(context.Subscription.Id)"
                      tokens-per-minute: 100
                      token-quota: 1000
                      token-quota-period: Daily
                      estimate-prompt-tokens: true
                      retry-after-header-name: x-wait
                      retry-after-variable-name: waiting
                      remaining-tokens-header-name: x-left
                      remaining-quota-tokens-header-name: x-quota-left
                      tokens-consumed-header-name: x-consumed
                      tokens-consumed-variable-name: consumed
                """);

        assertThat(desk.ask(0, "m", 40, 50).answered(0).headers())
                .contains(
                        entry("x-left", "10"),
                        entry("x-quota-left", "910"),
                        entry("x-consumed", "90"),
                        entry("x-variable-consumed", "90"));
        assertThat(desk.ask(0, "m", 40, 50).headers())
                .containsOnly(
                        entry("x-wait", "60"),
                        entry("x-variable-waiting", "60"),
                        entry("x-left", "10"),
                        entry("x-quota-left", "910"));
    }

    @Test
    void countsByTheCounterKey() throws IOException {
        Desk bySubscription = policy("{counter-key: '@(context.Subscription.Id)', tokens-per-minute: 10}");
        Desk byHeader = policy(
                "{counter-key: '@(context.Request.Headers.GetValueOrDefault(\"team\",\"none\"))', tokens-per-minute: 10}");
        Desk together = policy("{counter-key: all, tokens-per-minute: 10}");
        for (Desk desk : new Desk[] {bySubscription, byHeader, together}) {
            desk.ask(0, "m", 5, 6).answered(0);
        }
        KeyOwner other = Desk.owner("acct-000002", "proj_b", "key_2");

        assertThat(bySubscription.as(other).ask(0, "m", 1, 1).verdict().admitted())
                .isTrue();
        assertThat(byHeader.as(other).ask(0, "m", 1, 1).verdict().admitted()).isFalse();
        assertThat(byHeader.sending("team", "blue").ask(0, "m", 1, 1).verdict().admitted())
                .isTrue();
        assertThat(together.as(other).ask(0, "m", 1, 1).verdict().admitted()).isFalse();
    }

    private Desk policy(String policy) throws IOException {
        return Desk.of(folder, FREE + "gateway: {llm-token-limit: [" + policy + "]}\n");
    }
}
