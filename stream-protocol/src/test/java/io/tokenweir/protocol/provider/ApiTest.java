package io.tokenweir.protocol.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiTest {
    @ParameterizedTest
    @CsvSource({
        "openai-chat,/v1,/v1/chat/completions",
        "openai-completions,/v1,/v1/completions",
        "openai-responses,/v1,/v1/responses",
        "anthropic-messages,/v1,/v1/messages",
        "anthropic-messages,'',/v1/messages",
        "azure-openai,'',/openai/deployments/my%20gpt/chat/completions?api-version=2024-10-21",
        "azure-openai,/openai,/openai/deployments/my%20gpt/chat/completions?api-version=2024-10-21",
        "azure-openai,/openai/v1,/openai/v1/chat/completions"
    })
    void sendsToThePathOfItsApi(String api, String base, String path) {
        assertThat(Api.named(api).adapter(null).path(base, "my gpt")).isEqualTo(path);
    }

    @Test
    void asksForTheVersionThatTheScenarioNames() {
        ProviderAdapter azure = Api.AZURE_OPENAI.adapter("2026-01-01-preview");
        assertThat(azure.path("", "m")).endsWith("?api-version=2026-01-01-preview");
        assertThat(azure.path("/openai/v1", "m")).endsWith("/chat/completions?api-version=2026-01-01-preview");
    }

    @Test
    void putsTheKeyWhereTheApiWantsIt() {
        assertThat(Api.OPENAI_RESPONSES.adapter(null).authorization("k")).containsEntry("Authorization", "Bearer k");
        assertThat(Api.AZURE_OPENAI.adapter(null).authorization("k")).containsOnlyKeys("api-key");
        assertThat(Api.ANTHROPIC_MESSAGES.adapter(null).authorization("k"))
                .containsEntry("x-api-key", "k")
                .containsEntry("anthropic-version", "2023-06-01");
    }

    @ParameterizedTest
    @CsvSource({
        "openai-chat,/messages/0/content,/max_tokens,true",
        "openai-completions,/prompt,/max_tokens,true",
        "openai-responses,/input,/max_output_tokens,false",
        "anthropic-messages,/messages/0/content,/max_tokens,false",
        "azure-openai,/messages/0/content,/max_tokens,true"
    })
    void asksInTheWordsOfItsApi(String api, String prompt, String limit, boolean asksForUsage) throws Exception {
        JsonNode body = new ObjectMapper()
                .readTree(Api.named(api).adapter(null).body(new ChatRequest("m", "say \"hé\"", 16, true)));
        assertThat(body.path("model").asText()).isEqualTo("m");
        assertThat(body.at(prompt).asText()).isEqualTo("say \"hé\"");
        assertThat(body.at(limit).asInt()).isEqualTo(16);
        assertThat(body.path("stream").asBoolean()).isTrue();
        assertThat(body.at("/stream_options/include_usage").asBoolean()).isEqualTo(asksForUsage);
    }

    @Test
    void readsAnswersThatWereNotStreamed() {
        assertThat(whole(
                        Api.OPENAI_RESPONSES,
                        "{\"id\":\"r\",\"model\":\"m\",\"status\":\"incomplete\",\"incomplete_details\":{\"reason\":\"max_output_tokens\"},"
                                + "\"output\":[],\"usage\":{\"input_tokens\":9,\"output_tokens\":4}}"))
                .isEqualTo(new ProviderAdapter.WholeAnswer("r", "m", "max_output_tokens", new Usage(9, 0, 4, 0)));
        assertThat(whole(
                        Api.ANTHROPIC_MESSAGES,
                        "{\"id\":\"a\",\"model\":\"m\",\"stop_reason\":\"end_turn\",\"content\":[],"
                                + "\"usage\":{\"input_tokens\":9,\"cache_read_input_tokens\":6,\"output_tokens\":4}}"))
                .isEqualTo(new ProviderAdapter.WholeAnswer("a", "m", "end_turn", new Usage(15, 6, 4, 0)));
        assertThat(whole(Api.ANTHROPIC_MESSAGES, "{\"choices\":[]}")).isNull();
    }

    @Test
    void namesTheApisThatItKnows() {
        assertThatThrownBy(() -> Api.named("openai"))
                .hasMessageContaining(
                        "known are openai-chat, openai-completions, openai-responses, anthropic-messages, azure-openai");
    }

    private static ProviderAdapter.WholeAnswer whole(Api api, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        return api.adapter(null).wholeAnswer(body, body.length);
    }
}
