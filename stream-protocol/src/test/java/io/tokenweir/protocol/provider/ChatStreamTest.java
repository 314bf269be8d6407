package io.tokenweir.protocol.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ChatStreamTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String[] TEXTS = {"", "a", "é", "😀 wide", "\"quoted\" \\ \n", "data: [DONE]", "}{"};

    private final StreamDecoder decoder = new OpenAiChatAdapter().newDecoder();
    private final List<DeltaKind> arrivals = new ArrayList<>();

    @Property(tries = 1500)
    void seesWhatAPlainParserSeesWhateverTheSplit(@ForAll Random random) throws Exception {
        List<DeltaKind> expected = new ArrayList<>();
        StringBuilder stream = new StringBuilder();
        String finish = null;
        JsonNode usage = null;
        for (int i = random.nextInt(8); i > 0; i--) {
            ObjectNode chunk = randomChunk(random);
            expected.addAll(kinds(chunk));
            for (JsonNode choice : chunk.path("choices")) {
                finish = choice.path("finish_reason").isTextual()
                        ? choice.path("finish_reason").textValue()
                        : finish;
            }
            usage = chunk.path("usage").isObject() ? chunk.get("usage") : usage;
            String lineEnd = random.nextBoolean() ? "\n" : "\r\n";
            stream.append(random.nextInt(4) == 0 ? ": keep-alive" + lineEnd + lineEnd : "")
                    .append("data: ")
                    .append(escapedOrNot(JSON.writeValueAsString(chunk), random.nextBoolean()))
                    .append(lineEnd)
                    .append(lineEnd);
        }
        boolean done = random.nextBoolean();
        stream.append(done ? "data: [DONE]\n\n" : "data: {\"choices\":[{\"del");
        feedInPieces(stream.toString(), random);
        assertThat(arrivals).isEqualTo(expected);
        assertThat(decoder.finishReason()).isEqualTo(finish);
        assertThat(decoder.sawEnd()).isEqualTo(done);
        assertThat(decoder.malformed()).isNull();
        assertThat(decoder.usage() == null).isEqualTo(usage == null);
        if (usage != null) {
            assertThat(decoder.usage().outputTokens())
                    .isEqualTo(usage.path("completion_tokens").asLong());
            assertThat(decoder.usage().cachedInputTokens())
                    .isEqualTo(usage.at("/prompt_tokens_details/cached_tokens").asLong());
        }
    }

    @Test
    void countsNeitherRolesNorCommentsNorEmptyDeltas() {
        feed(
                ": ping\n\ndata: {\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"\",\"refusal\":null}}]}\n\n"
                        + "data: {\"choices\":[],\"usage\":null}\n\ndata:\n\n");
        assertThat(arrivals).isEmpty();
        assertThat(decoder.malformed()).isNull();
    }

    @Test
    void keepsTheErrorThatCameInsideTheStream() {
        feed("data: {\"error\":{\"message\":\"gone\",\"type\":\"server_error\",\"param\":null,\"code\":503}}\n\n"
                + "data: {\"choices\":[{\"delta\":{\"content\":\"x\"}}]}\n\n");
        assertThat(decoder.error()).isEqualTo(new ErrorBody("server_error", "503", "gone", null));
        assertThat(arrivals).isEmpty();
    }

    @Test
    void keepsAnErrorThatCameBare() {
        feed(
                "event: error\ndata: {\"message\":\"gone\",\"type\":\"server_error\",\"code\":\"oops\",\"param\":\"input\"}\n\n"
                        + "data: [DONE]\n\n");
        assertThat(decoder.error()).isEqualTo(new ErrorBody("server_error", "oops", "gone", "input"));
    }

    @Test
    void countsPartsOfContentByWhatTheyHold() {
        feed(
                "data: {\"choices\":[{\"delta\":{\"content\":[{\"type\":\"thinking\",\"thinking\":[{\"type\":\"text\",\"text\":\"hm\"}]}]}}]}\n\n"
                        + "data: {\"choices\":[{\"delta\":{\"content\":[{\"type\":\"text\",\"text\":\"A\"},7,{\"type\":\"text\",\"text\":\"\"}]}}]}\n\n"
                        + "data: {\"choices\":[{\"delta\":{\"content\":[{\"type\":\"reference\",\"reference_ids\":[1]}]}}]}\n\n");
        assertThat(arrivals).containsExactly(DeltaKind.REASONING, DeltaKind.CONTENT);
    }

    @Test
    void findsTheEndThatOnlyLacksItsBlankLineAndNoneInWhatBrokeOff() {
        feed("data: {\"choices\":[]}\n\ndata: [DONE]");
        decoder.end();
        assertThat(decoder.sawEnd()).isTrue();
        feed("data: {\"choices\":[{\"del");
        decoder.end();
        assertThat(decoder.sawEnd()).isFalse();
        assertThat(decoder.malformed()).isNull();
    }

    @Test
    void takesNoArrivalFromAFrameThatBreaksOff() {
        feed("data: {\"choices\":[{\"delta\":{\"content\":\"x\"}}]\n\n");
        assertThat(arrivals).isEmpty();
        assertThat(decoder.malformed()).contains("not JSON");
    }

    @Test
    void remembersIdAndModelOfTheFirstChunk() {
        feed("data: {\"id\":\"chatcmpl-1\",\"model\":\"m-2026\",\"choices\":[]}\n\n");
        assertThat(decoder.id()).isEqualTo("chatcmpl-1");
        assertThat(decoder.model()).isEqualTo("m-2026");
    }

    private static ObjectNode randomChunk(Random random) {
        ObjectNode chunk = JSON.createObjectNode().put("id", "c").put("obfuscation", "x".repeat(random.nextInt(9)));
        var choices = chunk.putArray("choices");
        for (int i = random.nextInt(3); i > 0; i--) {
            ObjectNode choice = choices.addObject().put("index", i);
            ObjectNode delta = choice.putObject("delta");
            for (String field : List.of("role", "content", "reasoning_content", "refusal")) {
                if (random.nextBoolean()) {
                    delta.put(field, TEXTS[random.nextInt(TEXTS.length)]);
                }
            }
            if (random.nextInt(3) == 0) {
                delta.putArray("tool_calls")
                        .addObject()
                        .put("id", "call_1")
                        .putObject("function")
                        .put("name", "f")
                        .put("arguments", TEXTS[random.nextInt(TEXTS.length)]);
            }
            choice.put("finish_reason", random.nextInt(4) == 0 ? "stop" : null);
        }
        if (random.nextInt(3) == 0) {
            chunk.putObject("usage")
                    .put("prompt_tokens", random.nextInt(100))
                    .put("completion_tokens", random.nextInt(100))
                    .putObject("prompt_tokens_details")
                    .put("cached_tokens", random.nextInt(50));
        } else {
            chunk.putNull("usage");
        }
        return chunk;
    }

    private static List<DeltaKind> kinds(JsonNode chunk) {
        List<DeltaKind> kinds = new ArrayList<>();
        for (JsonNode choice : chunk.path("choices")) {
            JsonNode delta = choice.path("delta");
            addIf(kinds, delta.path("reasoning_content"), DeltaKind.REASONING);
            addIf(kinds, delta.path("content"), DeltaKind.CONTENT);
            addIf(kinds, delta.path("refusal"), DeltaKind.REFUSAL);
            addIf(kinds, delta.at("/tool_calls/0/function/arguments"), DeltaKind.TOOL_ARGUMENTS);
        }
        return kinds;
    }

    private static String escapedOrNot(String json, boolean escaped) {
        StringBuilder text = new StringBuilder();
        json.chars()
                .forEach(c -> text.append(escaped && c > 126 ? String.format("\\u%04x", c) : Character.toString(c)));
        return text.toString();
    }

    private static void addIf(List<DeltaKind> kinds, JsonNode text, DeltaKind kind) {
        if (!text.asText("").isEmpty()) {
            kinds.add(kind);
        }
    }

    private void feed(String text) {
        feedInPieces(text, new Random(text.length()));
    }

    private void feedInPieces(String text, Random random) {
        decoder.reset();
        arrivals.clear();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < bytes.length; ) {
            byte[] piece = new byte[Math.min(bytes.length - at, 1 + random.nextInt(60))];
            System.arraycopy(bytes, at, piece, 0, piece.length);
            decoder.feed(piece, 0, piece.length, arrivals::add);
            at += piece.length;
        }
    }
}
