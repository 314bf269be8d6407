package io.tokenweir.protocol.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class OpenAiChatAdapterTest {
    private final OpenAiChatAdapter adapter = new OpenAiChatAdapter();

    @Test
    void asksForUsageAtTheEndOfAStream() throws Exception {
        JsonNode body = new ObjectMapper().readTree(adapter.body(new ChatRequest("m", "say \"hé\"", 16, true)));
        assertThat(body.at("/messages/0/content").asText()).isEqualTo("say \"hé\"");
        assertThat(body.at("/stream_options/include_usage").asBoolean()).isTrue();
        assertThat(body.path("max_tokens").asInt()).isEqualTo(16);
    }

    @Test
    void readsTheErrorShapesOfOpenAiAndApiManagement() {
        assertThat(
                        error(
                                "{\"error\":{\"message\":\"m\",\"type\":\"tokens\",\"param\":null,\"code\":\"rate_limit_exceeded\"}}"))
                .isEqualTo(new ErrorBody("tokens", "rate_limit_exceeded", "m", null));
        assertThat(error("{\"statusCode\": 403, \"message\": \"Token quota is exceeded.\"}")
                        .message())
                .isEqualTo("Token quota is exceeded.");
        assertThat(error("{\"error\":\"plain\"}").message()).isEqualTo("plain");
        assertThat(error("<html>504</html>")).isEqualTo(ErrorBody.NONE);
    }

    @Test
    void readsAnAnswerThatWasNotStreamed() {
        byte[] body = ("{\"id\":\"c\",\"model\":\"m\",\"choices\":[{\"finish_reason\":\"length\"}],"
                        + "\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":4}}")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(adapter.wholeAnswer(body, body.length))
                .isEqualTo(new ProviderAdapter.WholeAnswer("c", "m", "length", new Usage(9, 0, 4, 0)));
    }

    private ErrorBody error(String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        return adapter.error(body, body.length);
    }
}
