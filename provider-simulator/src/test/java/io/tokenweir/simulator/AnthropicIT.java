package io.tokenweir.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.tokenweir.simulator.Client.Answer;
import io.tokenweir.simulator.config.MailConfig;
import io.tokenweir.simulator.config.ModelConfig;
import io.tokenweir.simulator.config.StreamConfig;

/** What Anthropic's surface takes and refuses, and what it says in silences. */
class AnthropicIT {
    private static final String HELLO = "'messages':[{'role':'user','content':'hello river'}]";
    private static SimulatedProvider provider;

    @BeforeAll
    static void start() {
        provider = SimulatedProvider.start(
                SimulatorConfig.builder().mail(MailConfig.immediate()).stream(new StreamConfig(false, false, 20))
                        .model("slow", ModelConfig.fixed("slow-2026", 1, 150))
                        .build());
    }

    @AfterAll
    static void stop() {
        provider.close();
    }

    @Test
    void pingsInALongSilence() {
        String events = post("{'model':'slow','max_tokens':2,'stream':true," + HELLO + "}")
                .response()
                .body();

        String betweenTokens = events.substring(
                events.indexOf("event: content_block_delta"), events.lastIndexOf("event: content_block_delta"));
        assertThat(betweenTokens).contains("event: ping\ndata: {\"type\": \"ping\"}\n\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'max_tokens':1,'tpo_k':1,'messages':[]|tpo_k: Extra inputs are not permitted",
                "'max_tokens':1,'messages':[{'role':'user','content':'a','name':'b'}]|messages.0.name: Extra inputs are not permitted",
                "'max_tokens':1,'messages':[{'role':'tool','content':'a'}]|messages.0.role: Input should be 'user', 'assistant' or 'system'",
            })
    void refusesWhatItDoesNotKnow(String fields, String message) {
        Answer answer = post("{'model':'slow'," + fields + "}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/error/type")).isEqualTo("invalid_request_error");
        assertThat(answer.at("/error/message")).isEqualTo(message);
    }

    @Test
    void takesBetaFeaturesByNameAndDateOnly() {
        String body = "{'model':'slow','max_tokens':1," + HELLO + "}";

        assertThat(post(body, "anthropic-beta", "context-1m-2025-08-07, fine-grained-tool-streaming-2025-05-14")
                        .status())
                .isEqualTo(200);
        Answer refused = post(body, "anthropic-beta", "context-1m-2025-08-07,nonsense");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at("/error/message"))
                .startsWith("Unexpected value(s) `nonsense` for the `anthropic-beta` header.");
    }

    @Test
    void readsAMessageOfTheSystemAmidTheOthers() {
        Answer answer = post("{'model':'slow','max_tokens':1,'messages':["
                + "{'role':'user','content':'a'},{'role':'system','content':'be brief'}]}");

        assertThat(answer.status()).isEqualTo(200);
    }

    private static Answer post(String json, String... headers) {
        String[] all = new String[headers.length + 2];
        all[0] = "anthropic-version";
        all[1] = "2023-06-01";
        System.arraycopy(headers, 0, all, 2, headers.length);
        return new Client(provider.apiUrl(), "sk-a").post("/messages", json, all);
    }
}
