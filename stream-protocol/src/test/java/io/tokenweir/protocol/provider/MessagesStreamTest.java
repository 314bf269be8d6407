package io.tokenweir.protocol.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

class MessagesStreamTest {
    private static final String START = event(
            "message_start",
            "\"message\":{\"id\":\"msg_1\",\"model\":\"m-1\",\"content\":[],\"usage\":{\"input_tokens\":20,"
                    + "\"cache_creation_input_tokens\":3,\"cache_read_input_tokens\":7,\"output_tokens\":1}}");
    private static final String END = event(
                    "message_delta",
                    "\"delta\":{\"stop_reason\":\"end_turn\",\"stop_sequence\":null},\"usage\":{\"output_tokens\":42,"
                            + "\"output_tokens_details\":{\"thinking_tokens\":30}}")
            + event("message_stop", "\"x\":0");

    @Test
    void countsEachKindApart() {
        Decoded answer = decode(START
                + delta("thinking_delta", "\"thinking\":\"hm\"")
                + delta("signature_delta", "\"signature\":\"abc\"")
                + delta("text_delta", "\"text\":\"Hé 😀\"")
                + delta("input_json_delta", "\"partial_json\":\"\"")
                + delta("input_json_delta", "\"partial_json\":\"{\\\"a\"")
                + delta("citations_delta", "\"citation\":{\"cited_text\":\"x\",\"text\":\"y\"}")
                + END);
        assertThat(answer.arrivals()).containsExactly(DeltaKind.REASONING, DeltaKind.CONTENT, DeltaKind.TOOL_ARGUMENTS);
        assertThat(answer.sawEnd()).isTrue();
        assertThat(answer.finishReason()).isEqualTo("end_turn");
        assertThat(answer.id()).isEqualTo("msg_1");
        assertThat(answer.model()).isEqualTo("m-1");
    }

    @Test
    void addsCachedInputAndDoesNotAddCumulativeOutput() {
        assertThat(decode(START + END).usage()).isEqualTo(new Usage(30, 7, 42, 30));
    }

    @Test
    void takesThePlaceholderAtTheStartForNoUsage() {
        assertThat(decode(START + delta("text_delta", "\"text\":\"a\"")).usage())
                .isNull();
    }

    @Test
    void passesOverPingsEmptyBlocksAndTypesOfTheFuture() {
        Decoded answer = decode(START
                + event("ping", "\"x\":0")
                + event("content_block_start", "\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}")
                + event(
                        "future_event",
                        "\"usage\":{\"output_tokens\":99},\"delta\":{\"text\":\"no\"},\"error\":{\"type\":\"x\"}")
                + event("content_block_stop", "\"index\":0")
                + END);
        assertThat(answer.arrivals()).isEmpty();
        assertThat(answer.error()).isNull();
        assertThat(answer.usage().outputTokens()).isEqualTo(42);
    }

    @Test
    void countsARedactedThinkingBlockOnce() {
        Decoded answer = decode(
                event("content_block_start", "\"content_block\":{\"data\":\"Enc\",\"type\":\"redacted_thinking\"}"));
        assertThat(answer.arrivals()).containsExactly(DeltaKind.REASONING);
    }

    @Test
    void keepsTheErrorAndNothingBehindIt() {
        Decoded answer = decode(START
                + "event: error\ndata: {\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"},\"type\":\"error\"}\n\n"
                + delta("text_delta", "\"text\":\"a\""));
        assertThat(answer.error()).isEqualTo(new ErrorBody("overloaded_error", null, "Overloaded", null));
        assertThat(answer.arrivals()).isEmpty();
    }

    @Test
    void isNotEndedByTheMarkOfAnotherApi() {
        assertThat(decode(START + "data: [DONE]\n\n").sawEnd()).isFalse();
        assertThat(decode(START + END + "data: [DONE]\n\n").sawEnd()).isTrue();
    }

    @Test
    void readsTheSameWhateverTheOrderOfMembersAndTheSplit() {
        String reordered =
                START.replace("\"type\":\"message_start\",", "").replace("}}\n", "},\"type\":\"message_start\"}\n")
                        + "data: {\"delta\":{\"text\":\"\\u0068i\",\"type\":\"text_delta\"},\"type\":\"content_block\\u005fdelta\"}\r\n\r\n"
                        + END;
        byte[] stream = reordered.getBytes(StandardCharsets.UTF_8);
        Decoded whole = decode(reordered);
        assertThat(whole.arrivals()).containsExactly(DeltaKind.CONTENT);
        assertThat(whole.id()).isEqualTo("msg_1");
        for (int at = 0; at <= stream.length; at++) {
            assertThat(Decoded.split(Api.ANTHROPIC_MESSAGES, stream, at)).isEqualTo(whole);
        }
    }

    private static String delta(String type, String member) {
        return event("content_block_delta", "\"index\":0,\"delta\":{\"type\":\"" + type + "\"," + member + "}");
    }

    private static String event(String type, String members) {
        return "event: " + type + "\ndata: {\"type\":\"" + type + "\"," + members + "}\n\n";
    }

    private static Decoded decode(String stream) {
        return Decoded.of(Api.ANTHROPIC_MESSAGES, stream);
    }
}
