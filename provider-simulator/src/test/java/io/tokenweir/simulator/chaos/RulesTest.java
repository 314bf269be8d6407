package io.tokenweir.simulator.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.QueryStringDecoder;
import org.junit.jupiter.api.Test;

import io.tokenweir.simulator.account.Secrets;
import io.tokenweir.simulator.config.ChaosRule;
import io.tokenweir.simulator.http.Request;

class RulesTest {
    private static final ChaosRule RESET = ChaosRule.of(ChaosRule.Kind.RESET, 0, 0, 0, 0);
    private static final String CHAT = "/v1/chat/completions";

    @Test
    void strikeTheShareThatWasAskedForAndTheSameOnesEachTime() {
        ChaosRule rule = RESET.withShare(0.1);

        assertThat(struck(rule, 1)).hasSizeBetween(900, 1100).isEqualTo(struck(rule, 1));
        assertThat(struck(rule, 2)).isNotEqualTo(struck(rule, 1));
        assertThat(struck(RESET, 1)).hasSize(10_000);
        assertThat(struck(RESET.withShare(0), 1)).isEmpty();
    }

    @Test
    void strikeCallsToTheApiUnlessTheyNameAPath() {
        assertThat(strikes(RESET, "/signup", "{}", 0)).isFalse();
        assertThat(strikes(RESET, "/openai/deployments/m/chat/completions", "{}", 0))
                .isTrue();
        assertThat(strikes(RESET.whom("/signup", null, null), "/signup", "{}", 0))
                .isTrue();
        assertThat(strikes(RESET.whom("/signup", null, null), CHAT, "{}", 0)).isFalse();
    }

    @Test
    void strikeTheModelThatTheyName() {
        ChaosRule rule = RESET.whom(null, "m", null);

        assertThat(strikes(rule, CHAT, "{\"messages\":[{\"model\":\"m\"}],\"model\":\"other\"}", 0))
                .isFalse();
        assertThat(strikes(rule, CHAT, "{\"messages\":[{}],\"model\":\"m\"}", 0))
                .isTrue();
        assertThat(strikes(rule, "/openai/deployments/m/chat/completions", "{}", 0))
                .isTrue();
        assertThat(strikes(rule, CHAT, "not json", 0)).isFalse();
    }

    @Test
    void strikeAKeyByItselfItsFingerprintOrItsAccount() {
        for (String key : List.of("secret", Secrets.fingerprint("secret"), "acct-secret")) {
            assertThat(strikes(RESET.whom(null, null, key), CHAT, "{}", 0))
                    .as(key)
                    .isTrue();
        }
        assertThat(strikes(RESET.whom(null, null, "another"), CHAT, "{}", 0)).isFalse();
    }

    @Test
    void strikeInTheirTimeOnly() {
        ChaosRule rule = RESET.between(10, 20);

        assertThat(strikes(rule, CHAT, "{}", 9.9)).isFalse();
        assertThat(strikes(rule, CHAT, "{}", 10)).isTrue();
        assertThat(strikes(rule, CHAT, "{}", 19.9)).isTrue();
        assertThat(strikes(rule, CHAT, "{}", 20)).isFalse();
    }

    @Test
    void theFirstThatStrikesIsTheOne() {
        ChaosRule stall = ChaosRule.of(ChaosRule.Kind.STALL, 10, 0, 0, 0);

        assertThat(rules(List.of(RESET.withShare(0), stall, RESET), 1).strike(request(CHAT, "{}"), 0))
                .contains(stall);
    }

    @Test
    void aBrownOutRisesToItsMiddleAndFallsAgain() {
        ChaosRule rule = ChaosRule.of(ChaosRule.Kind.STALL, 800, 0, 0, 0).between(10, 30);

        assertThat(IntStream.of(5, 10, 15, 20, 25, 30, 35)
                        .mapToLong(second -> BrownOut.extraNanos(rule, second * 1_000_000_000L) / 1_000_000))
                .containsExactly(0L, 0L, 400L, 800L, 400L, 0L, 0L);
    }

    private static List<Integer> struck(ChaosRule rule, long seed) {
        Rules rules = rules(List.of(rule), seed);
        Request request = request(CHAT, "{}");
        return IntStream.range(0, 10_000)
                .filter(i -> rules.strike(request, 0).isPresent())
                .boxed()
                .toList();
    }

    private static boolean strikes(ChaosRule rule, String path, String body, double seconds) {
        return rules(List.of(rule), 1)
                .strike(request(path, body), Math.round(seconds * 1e9))
                .isPresent();
    }

    private static Rules rules(List<ChaosRule> rules, long seed) {
        return new Rules(rules, seed, 0, key -> Optional.of("acct-" + key));
    }

    private static Request request(String path, String body) {
        return new Request(
                HttpMethod.POST,
                new QueryStringDecoder(path),
                new DefaultHttpHeaders().set("authorization", "Bearer secret"),
                body.getBytes(StandardCharsets.UTF_8),
                InetAddress.getLoopbackAddress(),
                0);
    }
}
