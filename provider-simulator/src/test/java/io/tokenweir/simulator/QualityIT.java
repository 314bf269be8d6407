package io.tokenweir.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers are sound while few places are taken, and flawed, and marked so, when many are. */
class QualityIT {
    private static final String CONFIG = """
            models:
              busy:
                engine: {mode: FIXED, ttftMillis: 1, interTokenMillis: 20, maxSequences: 4, replicas: 1}
                limits: {requestsPerMinute: 0, tokensPerMinute: 0}
            quality: {from: 0.5, full: 0.5, truncated: 1}
            """;

    @TempDir
    Path folder;

    @Test
    void cutsAnswersShortWhenHalfOfThePlacesAreTakenAndSaysSoInTheLog() throws IOException {
        SimulatorConfig config = SimulatorConfig.load(Files.writeString(folder.resolve("sim.yaml"), CONFIG));
        try (SimulatedProvider provider = SimulatedProvider.start(config);
                RawClient first = new RawClient(provider.portalUrl());
                RawClient second = new RawClient(provider.portalUrl())) {
            Client client = new Client(provider.portalUrl(), "k");
            assertThat(ask(client).json().at("/usage/completion_tokens").asInt())
                    .isEqualTo(4);

            first.chat("busy", 2_000, true).readEvents(1);
            second.chat("busy", 2_000, true).readEvents(1);
            Client.Answer cut = ask(client);

            assertThat(cut.json().at("/usage/completion_tokens").asInt()).isEqualTo(2);
            assertThat(cut.at("/choices/0/finish_reason")).isEqualTo("stop");
            assertThat(await().until(
                                    () -> client.get("/admin/requests?limit=1").json(),
                                    line -> cut.header("x-request-id")
                                            .equals(line.at("/requestId").asText()))
                            .at("/flaw")
                            .asText())
                    .isEqualTo("truncated");
        }
    }

    private static Client.Answer ask(Client client) {
        return client.post(
                "/v1/chat/completions",
                "{'model':'busy','max_tokens':4,'messages':[{'role':'user','content':'hello river'}]}");
    }
}
