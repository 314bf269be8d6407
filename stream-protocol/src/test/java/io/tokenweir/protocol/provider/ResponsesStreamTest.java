package io.tokenweir.protocol.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResponsesStreamTest {
    private static final String CREATED = event(
            "response.created",
            "\"sequence_number\":0,\"response\":{\"id\":\"resp_1\",\"model\":\"m-1\",\"status\":\"in_progress\","
                    + "\"usage\":null,\"error\":null}");
    private static final String COMPLETED = event(
            "response.completed",
            "\"sequence_number\":9,\"response\":{\"id\":\"resp_1\",\"status\":\"completed\",\"error\":null,"
                    + "\"incomplete_details\":null,\"output\":[{\"content\":[{\"text\":\"Hi\"}]}],"
                    + "\"usage\":{\"input_tokens\":5,\"input_tokens_details\":{\"cached_tokens\":2},\"output_tokens\":7,"
                    + "\"output_tokens_details\":{\"reasoning_tokens\":4},\"total_tokens\":12}}");

    @ParameterizedTest
    @CsvSource({
        "response.output_text.delta,CONTENT",
        "response.reasoning_text.delta,REASONING",
        "response.reasoning_summary_text.delta,REASONING",
        "response.refusal.delta,REFUSAL",
        "response.function_call_arguments.delta,TOOL_ARGUMENTS",
        "response.custom_tool_call_input.delta,TOOL_ARGUMENTS",
        "response.audio.transcript.delta,OTHER"
    })
    void countsADeltaByItsType(String type, DeltaKind kind) {
        assertThat(decode(event(type, "\"delta\":\"x\"")).arrivals()).containsExactly(kind);
        assertThat(decode(event(type, "\"delta\":\"\"")).arrivals()).isEmpty();
    }

    @Test
    void doesNotCountTheWholeTextThatDoneEventsRepeat() {
        Decoded answer = decode(CREATED
                + event("response.output_item.added", "\"item\":{\"type\":\"message\",\"delta\":\"no\"}")
                + event("response.output_text.delta", "\"delta\":\"Hi\",\"obfuscation\":\"xxxx\"")
                + event("response.output_text.done", "\"text\":\"Hi\",\"delta\":\"Hi\"")
                + event("response.shell_call_output_content.delta", "\"delta\":\"no\"")
                + COMPLETED);
        assertThat(answer.arrivals()).containsExactly(DeltaKind.CONTENT);
        assertThat(answer.usage()).isEqualTo(new Usage(5, 2, 7, 4));
        assertThat(answer.finishReason()).isEqualTo("completed");
        assertThat(answer.id()).isEqualTo("resp_1");
        assertThat(answer.model()).isEqualTo("m-1");
        assertThat(answer.sawEnd()).isTrue();
        assertThat(answer.error()).isNull();
    }

    @Test
    void saysWhyAnAnswerIsIncomplete() {
        Decoded answer = decode(event(
                "response.incomplete",
                "\"response\":{\"status\":\"incomplete\",\"incomplete_details\":{\"reason\":\"max_output_tokens\"}}"));
        assertThat(answer.finishReason()).isEqualTo("max_output_tokens");
        assertThat(answer.sawEnd()).isTrue();
    }

    @Test
    void keepsTheErrorOfAFailedResponse() {
        Decoded answer = decode(
                CREATED
                        + event(
                                "response.failed",
                                "\"response\":{\"status\":\"failed\",\"error\":{\"code\":\"rate_limit_exceeded\",\"message\":\"slow\"}}"));
        assertThat(answer.error()).isEqualTo(new ErrorBody(null, "rate_limit_exceeded", "slow", null));
    }

    @Test
    void keepsABareError() {
        Decoded answer = decode(event("error", "\"code\":\"server_error\",\"message\":\"gone\",\"param\":null"));
        assertThat(answer.error()).isEqualTo(new ErrorBody(null, "server_error", "gone", null));
    }

    @Test
    void isNotOverWithoutATerminalEvent() {
        assertThat(decode(CREATED + "data: [DONE]\n\n").sawEnd()).isFalse();
    }

    @Test
    void readsTheSameAtEverySplit() {
        String text = CREATED + event("response.output_text.delta", "\"delta\":\"é😀\"") + COMPLETED;
        byte[] stream = text.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at <= stream.length; at++) {
            assertThat(Decoded.split(Api.OPENAI_RESPONSES, stream, at)).isEqualTo(decode(text));
        }
    }

    private static String event(String type, String members) {
        return "event: " + type + "\ndata: {\"type\":\"" + type + "\"," + members + "}\n\n";
    }

    private static Decoded decode(String stream) {
        return Decoded.of(Api.OPENAI_RESPONSES, stream);
    }
}
