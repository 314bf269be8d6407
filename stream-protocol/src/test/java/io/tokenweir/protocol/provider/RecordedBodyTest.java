package io.tokenweir.protocol.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class RecordedBodyTest {
    @Test
    void keepsEveryOtherFieldCharacterByCharacter() {
        String kept = "\"messages\":[{\"role\":\"user\",\"content\":\"\\u00e9 \\ud83d é\"}], \"temperature\": 0.70,"
                + "\"seed\":123456789012345678901234567890,\"x-nested\":{\"model\":\"inner\",\"stream\":false}";
        assertThat(sent("{ " + kept + " , \"model\":\"old\"}", "new", 0))
                .isEqualTo("{\"model\":\"new\",\"stream\":true,\"stream_options\":{\"include_usage\":true},"
                        + kept.replace("], ", "],") + "}");
    }

    @Test
    void asksForAStreamWithUsageAndKeepsTheOtherStreamOptions() throws Exception {
        JsonNode body = json(sent(
                "{\"stream\":false,\"stream_options\":{\"include_usage\":false,\"include_obfuscation\":false}}",
                "m",
                0));
        assertThat(body.path("stream").asBoolean()).isTrue();
        assertThat(body.path("stream_options").toString())
                .isEqualTo("{\"include_usage\":true,\"include_obfuscation\":false}");
    }

    @Test
    void keepsTheRecordedLimitUnlessAnotherIsWanted() throws Exception {
        String recorded = "{\"max_tokens\": 9, \"messages\": []}";
        assertThat(RecordedBody.of(recorded).maxTokens()).isEqualTo(9);
        assertThat(json(sent(recorded, "m", 0)).path("max_tokens").asInt()).isEqualTo(9);
        assertThat(json(sent(recorded, "m", 5)).path("max_tokens").asInt()).isEqualTo(5);
    }

    @Test
    void setsTheLimitUnderTheNameThatTheRecordingUses() throws Exception {
        JsonNode body = json(sent("{\"max_completion_tokens\": 90, \"max_tokens\": 3}", "m", 5));
        assertThat(body.path("max_completion_tokens").asInt()).isEqualTo(5);
        assertThat(body.has("max_tokens")).isFalse();
    }

    @Test
    void saysHowManyAnswersTheServerMakes() {
        assertThat(RecordedBody.of("{\"messages\":[]}").choices()).isOne();
        assertThat(RecordedBody.of("{\"n\":3,\"messages\":[]}").choices()).isEqualTo(3);
        assertThat(RecordedBody.of("{\"n\":2,\"best_of\":5,\"prompt\":\"a\"}").choices())
                .isEqualTo(5);
        assertThat(RecordedBody.of("{\"n\":null}").choices()).isOne();
        assertThat(RecordedBody.of("{\"n\":3}").with("m", 0)).asString().contains("\"n\":3");
    }

    @Test
    void setsNoLimitWhereNobodyDid() throws Exception {
        assertThat(RecordedBody.of("{}").maxTokens()).isZero();
        assertThat(json(sent("{\"max_tokens\": null}", "m", 0))
                        .path("max_tokens")
                        .isNull())
                .isTrue();
        assertThat(sent("{}", "m", 0)).doesNotContain("max_");
    }

    @Test
    void writesAModelNameWithQuotationMarksAsJson() throws Exception {
        assertThat(json(sent("{}", "a\"b", 0)).path("model").asText()).isEqualTo("a\"b");
    }

    @Test
    void refusesWhatIsNoObjectWithoutQuotingIt() {
        assertThatThrownBy(() -> RecordedBody.of("[\"secret\"]")).hasMessage("The recorded body is no JSON object.");
        assertThatThrownBy(() -> RecordedBody.of("{} {\"secret\":1}")).hasMessageNotContaining("secret");
        assertThatThrownBy(() -> RecordedBody.of("{\"secret\""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The recorded body is not JSON.");
    }

    private static String sent(String recorded, String model, int maxTokens) {
        return new String(RecordedBody.of(recorded).with(model, maxTokens), StandardCharsets.UTF_8);
    }

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text);
    }

    @Test
    void asksForNoUsageWhereTheApiAlwaysSendsIt() {
        String messages = new String(
                Api.ANTHROPIC_MESSAGES
                        .adapter(null)
                        .recorded("{\"messages\":[],\"max_tokens\":9}")
                        .with("m", 0),
                java.nio.charset.StandardCharsets.UTF_8);
        assertThat(messages).isEqualTo("{\"model\":\"m\",\"stream\":true,\"max_tokens\":9,\"messages\":[]}");
        String responses = new String(
                Api.OPENAI_RESPONSES.adapter(null).recorded("{\"input\":\"a\"}").with("m", 5),
                java.nio.charset.StandardCharsets.UTF_8);
        assertThat(responses).isEqualTo("{\"model\":\"m\",\"stream\":true,\"max_output_tokens\":5,\"input\":\"a\"}");
    }
}
