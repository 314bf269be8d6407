package io.tokenweir.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.tokenweir.events.Outcome;
import io.tokenweir.protocol.provider.Api;

/** Each API through the whole engine. */
class ApisIT {
    private static final String ONE = "scenarios:\n  main: {executor: constant-arrival-rate, rate: 10, duration: 90ms, "
            + "maxVUs: 1, maxTokens: 8}\n";

    private final CollectedEvents events = new CollectedEvents();

    @ParameterizedTest
    @CsvSource({
        "openai-chat,/v1/chat/completions,Authorization: Bearer sk-sim-key-0",
        "openai-completions,/v1/completions,Authorization: Bearer sk-sim-key-0",
        "openai-responses,/v1/responses,Authorization: Bearer sk-sim-key-0",
        "anthropic-messages,/v1/messages,x-api-key: sk-sim-key-0",
        "azure-openai,/v1/chat/completions,api-key: sk-sim-key-0"
    })
    void asksAndReadsInTheWordsOfTheApi(String api, String path, String key) throws Exception {
        WarmUpAnswer answer = WarmUpAnswer.of(Api.named(api));
        String stream = answer.begin() + answer.delta().repeat(5) + answer.end();
        List<String> heads = new CopyOnWriteArrayList<>();
        try (ScriptedServer server = new ScriptedServer((n, head, body, out, socket) -> {
            heads.add(head);
            ScriptedServer.write(
                    out,
                    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: " + stream.length()
                            + "\r\n\r\n" + stream);
        })) {
            Runs.run(Runs.plan("  api: " + api + "\n" + ONE, server.url(), 1, events.output()));
        }
        assertThat(heads)
                .singleElement()
                .satisfies(head -> assertThat(head)
                        .startsWith("POST " + path + " HTTP/1.1\r\n")
                        .contains("\r\n" + key + "\r\n")
                        .containsPattern("\r\ntraceparent: 00-[0-9a-f]{32}-[0-9a-f]{16}-01\r\n"));
        assertThat(events.attempts()).singleElement().satisfies(attempt -> {
            assertThat(attempt.getOutcome()).isEqualTo(Outcome.OK);
            assertThat(attempt.getArrivals()).isEqualTo(5);
            assertThat(attempt.getArrivalsByKind()).containsEntry("CONTENT", 5L);
            assertThat(attempt.getOutputTokens()).isEqualTo(WarmUpServer.TOKENS);
            assertThat(attempt.getOutputTokensBeyondArrivals()).isEqualTo(WarmUpServer.TOKENS - 5);
            assertThat(attempt.getInputTokens()).isEqualTo(16);
        });
    }
}
