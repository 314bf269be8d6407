package io.tokenweir.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.tokenweir.simulator.Client.Answer;
import io.tokenweir.simulator.config.EngineConfig;
import io.tokenweir.simulator.config.EngineDraft;
import io.tokenweir.simulator.config.LimitConfig;
import io.tokenweir.simulator.config.MailConfig;
import io.tokenweir.simulator.config.ModelConfig;
import io.tokenweir.simulator.config.QuotaConfig;

class RefusalIT {
    private static final String HELLO = "'messages':[{'role':'user','content':'hello river'}]";
    private static SimulatedProvider provider;

    @BeforeAll
    static void start() {
        provider = SimulatedProvider.start(SimulatorConfig.builder()
                .mail(MailConfig.immediate())
                .model(
                        "three",
                        ModelConfig.fixed("three", 1, 0)
                                .withLimits(LimitConfig.unlimited().with(LimitConfig.Scope.KEY, 3, 0, 0)))
                .model(
                        "tokens",
                        ModelConfig.fixed("tokens", 1, 0)
                                .withLimits(LimitConfig.unlimited().with(LimitConfig.Scope.ORGANISATION, 0, 1000, 0)))
                .build());
    }

    @AfterAll
    static void stop() {
        provider.close();
    }

    @Test
    void refusesTheFourthRequestOfThreeAndSaysHowLongToWait() {
        Client client = client("limited");
        String body = "{'model':'three','max_tokens':1," + HELLO + "}";
        for (int i = 0; i < 3; i++) {
            assertThat(client.post("/chat/completions", body).status()).isEqualTo(200);
        }

        Answer refused = client.post("/chat/completions", body);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.at("/error/type")).isEqualTo("requests");
        assertThat(refused.at("/error/code")).isEqualTo("rate_limit_exceeded");
        assertThat(refused.at("/error/message"))
                .startsWith("Rate limit reached for three in organization org-tokenweir on requests per min (RPM):"
                        + " Limit 3, Used 3, Requested 1. Please try again in ");
        assertThat(Integer.parseInt(refused.header("retry-after"))).isBetween(18, 20);
        assertThat(refused.header("x-ratelimit-remaining-requests")).isEqualTo("0");
        assertThat(client("another").post("/chat/completions", body).status()).isEqualTo(200);
    }

    @Test
    void chargesTheOrganisationForTheTokensOfAllItsKeys() {
        Answer first = client("one").post("/chat/completions", "{'model':'tokens','max_tokens':600," + HELLO + "}");
        Answer second = client("two").post("/chat/completions", "{'model':'tokens','max_tokens':600," + HELLO + "}");

        assertThat(first.header("x-ratelimit-remaining-tokens")).isEqualTo("400");
        assertThat(second.status()).isEqualTo(429);
        assertThat(second.at("/error/type")).isEqualTo("tokens");
    }

    @Test
    void showsItsLimitsAndChangesOneAtOnce() {
        SimulatorConfig config = SimulatorConfig.builder()
                .model(
                        "ten",
                        ModelConfig.fixed("ten", 1, 0)
                                .withLimits(LimitConfig.unlimited().with(LimitConfig.Scope.KEY, 10, 0, 0)))
                .build();
        try (SimulatedProvider ten = SimulatedProvider.start(config)) {
            Client client = new Client(ten.apiUrl(), "sk-any");
            Client admin = new Client(ten.portalUrl(), null);
            String body = "{'model':'ten','max_tokens':1," + HELLO + "}";
            client.post("/chat/completions", body);

            assertThat(admin.get("/admin/limits").at("/name")).isEqualTo("requests");
            assertThat(admin.get("/admin/limits").at("/used")).isEqualTo("1");
            assertThat(admin.post("/admin/limits", "{'pool':'ten','limit':'requests','to':1}")
                            .status())
                    .isEqualTo(204);
            assertThat(client.post("/chat/completions", body).status()).isEqualTo(429);
            assertThat(admin.post("/admin/limits", "{'limit':'requests'}").status())
                    .isEqualTo(400);
        }
    }

    @Test
    void refusesASpentQuotaWithTheGatewaysBody() {
        SimulatorConfig config = SimulatorConfig.builder()
                .keys(List.of("sk-first", "sk-second"))
                .quota(new QuotaConfig(2, 10, 1800))
                .model("quick", ModelConfig.fixed("quick", 1, 0))
                .build();
        try (SimulatedProvider walled = SimulatedProvider.start(config)) {
            Client second = new Client(walled.apiUrl(), "sk-second");
            String body = "{'model':'quick','max_tokens':10," + HELLO + "}";
            assertThat(second.post("/chat/completions", body).status()).isEqualTo(200);

            Answer refused = second.post("/chat/completions", body);

            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.at("/statusCode")).isEqualTo("403");
            assertThat(refused.at("/message"))
                    .matches("Token quota is exceeded\\. Try again in (30 minutes|29 minutes and \\d+ seconds)\\.");
            assertThat(new Client(walled.apiUrl(), "sk-first")
                            .post("/chat/completions", body)
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void saysThatItIsOverloadedWhenNoPlaceIsLeftToWait() {
        EngineConfig one = EngineDraft.fixed(5_000, 20).sequences(1).queue(0).build();
        SimulatorConfig config = SimulatorConfig.builder()
                .model("narrow", ModelConfig.fixed("narrow", 1, 0).withEngine(one))
                .build();
        try (SimulatedProvider narrow = SimulatedProvider.start(config)) {
            Client client = new Client(narrow.apiUrl(), "sk-any");
            String body = "{'model':'narrow','max_tokens':1," + HELLO + "}";
            CompletableFuture<Answer> first =
                    CompletableFuture.supplyAsync(() -> client.post("/chat/completions", body));

            Answer refused = await().until(() -> client.post("/chat/completions", body), a -> a.status() == 503);

            assertThat(refused.at("/error/code")).isEqualTo("server_is_overloaded");
            assertThat(first).isNotCompleted();
        }
    }

    @Test
    void refusesAPortThatIsTakenWithOneSentence() {
        int taken = URI.create(provider.apiUrl()).getPort();
        SimulatorConfig config = SimulatorConfig.builder().ports(taken, 0, 0).build();

        assertThatIllegalStateException()
                .isThrownBy(() -> SimulatedProvider.start(config))
                .withMessage("The simulator's api port " + taken
                        + " on 127.0.0.1 cannot be used: it is taken or not allowed; give another one, or 0 for a free"
                        + " one.");
    }

    private static Client client(String key) {
        return new Client(provider.apiUrl(), "sk-" + key);
    }
}
