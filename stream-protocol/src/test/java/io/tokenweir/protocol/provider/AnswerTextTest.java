package io.tokenweir.protocol.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class AnswerTextTest {
    private static final List<ChatMessage> TALK = List.of(
            new ChatMessage(ChatMessage.Role.SYSTEM, "be brief"),
            new ChatMessage(ChatMessage.Role.USER, "hi"),
            new ChatMessage(ChatMessage.Role.ASSISTANT, "yes?"),
            new ChatMessage(ChatMessage.Role.USER, "bye"));

    @Test
    void joinsTheContentOfAChatAndLeavesItsReasoningOut() {
        assertThat(text("""
                data: {"choices":[{"delta":{"role":"assistant","content":null}}]}

                data: {"choices":[{"delta":{"reasoning_content":"hm"}}]}

                data: {"choices":[{"delta":{"content":"h\\u00e9"}}]}

                data: {"choices":[{"delta":{"content":" you"}}]}

                data: {"choices":[],"usage":{}}

                data: [DONE]
                """)).isEqualTo("hé you");
    }

    @Test
    void joinsTheTextOfTheOtherApis() {
        assertThat(text("data: {\"choices\":[{\"text\":\"a\"}]}\n")).isEqualTo("a");
        assertThat(text("data: {\"type\":\"response.output_text.delta\",\"delta\":\"b\"}\n"
                        + "data: {\"type\":\"response.output_text.done\",\"text\":\"b\"}\n"))
                .isEqualTo("b");
        assertThat(
                        text(
                                "data: {\"type\":\"content_block_delta\",\"delta\":{\"type\":\"thinking_delta\","
                                        + "\"thinking\":\"x\"}}\ndata: {\"type\":\"content_block_delta\",\"delta\":{\"text\":\"c\"}}\n"))
                .isEqualTo("c");
    }

    @Test
    void readsTheTextOfAnAnswerThatWasNotStreamed() {
        assertThat(text(
                        "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"reasoning_content\":\"hm\",\"content\":\"a\"}},"
                                + "{\"message\":{\"content\":\"the second choice\"}}]}"))
                .isEqualTo("a");
        assertThat(text("{\"choices\":[{\"text\":\"b\"}]}")).isEqualTo("b");
        assertThat(
                        text(
                                "{\"content\":[{\"type\":\"thinking\",\"thinking\":\"x\"},{\"type\":\"text\",\"text\":\"c\"}]}"))
                .isEqualTo("c");
        assertThat(text("{\"output\":[{\"type\":\"reasoning\",\"summary\":[]},{\"type\":\"message\",\"content\":"
                        + "[{\"type\":\"output_text\",\"text\":\"d\"},{\"type\":\"output_text\",\"text\":\"e\"}]}]}"))
                .isEqualTo("de");
        assertThat(text("{\"choices\":[{\"message\":{\"content\":null}}]}")).isEmpty();
    }

    @Test
    void sendsAConversationAsEachApiWantsIt() throws Exception {
        assertThat(body("openai-chat").path("messages")).hasSize(4);
        assertThat(body("openai-chat").at("/messages/2/role").asText()).isEqualTo("assistant");
        assertThat(body("openai-responses").path("input")).hasSize(4);
        assertThat(body("openai-completions").path("prompt").asText()).isEqualTo("be briefhiyes?bye");
        assertThat(body("anthropic-messages").path("system").asText()).isEqualTo("be brief");
        assertThat(body("anthropic-messages").path("messages")).hasSize(3);
    }

    private static JsonNode body(String api) throws Exception {
        return new ObjectMapper().readTree(Api.named(api).adapter(null).body(new ChatRequest("m", TALK, 16, true)));
    }

    private static String text(String stream) {
        byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
        return AnswerText.of(bytes, bytes.length);
    }
}
