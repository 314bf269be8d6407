package io.tokenweir.protocol.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** A decoder that has read other answers before must make of an answer what a new one makes of it. */
class EventShapesTest {
    private static final String[] CHAT = {
        "{\"id\":%i,\"created\":%n,\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}",
        "{\"id\":%i,\"created\":%n,\"model\":\"m\",\"choices\":[{\"delta\":{\"content\":%s}}],\"obfuscation\":%s}",
        "{\"id\":%i,\"created\":%n,\"model\":\"m\",\"choices\":[{\"delta\":{\"reasoning\":%s}}],\"usage\":null}",
        "{\"id\":%i,\"model\":\"other\",\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}",
        "{\"id\":%i,\"choices\":[{\"delta\":{},\"finish_reason\":\"length\"}],\"created\":%n}",
        "{\"created\":%n,\"choices\":[],\"usage\":{\"prompt_tokens\":%n,\"completion_tokens\":%n}}",
        "{\"id\":%i,\"choices\":[{\"delta\":{\"content\":%s}}],\"choices\":[{\"delta\":{}}],\"id\":%i}",
        "{\"id\":%i,\"choices\":[],\"usage\":{\"prompt_tokens\":%n,\"total_tokens\":%n,\"completion_tokens\":%n,"
                + "\"prompt_tokens_details\":{\"cached_tokens\":%n,\"audio_tokens\":%n},"
                + "\"completion_tokens_details\":{\"reasoning_tokens\":%n}}}",
        "{\"choices\":[],\"usage\":{\"prompt_tokens\":%n,\"completion_tokens\":%n,\"prompt_tokens_details\":null}}",
        "{\"choices\":[{\"delta\":{\"content\":%s}}],\"usage\":{\"completion_tokens\":%n}}",
        "{\"usage\":{\"prompt_tokens\":%n,\"input_tokens\":%n,\"completion_tokens_details\":{\"reasoning_tokens\":%n},"
                + "\"output_tokens_details\":%n}}",
        "{\"usage\":{\"prompt_tokens\":%n},\"usage\":{\"completion_tokens\":%n}}",
        "{\"usage\":{\"prompt_tokens_details\":{\"cached_tokens\":%n,\"cached_tokens\":%n}},\"usage\":{\"total_tokens\":%n}}",
        "{\"message\":%s,\"code\":%n}",
        "{\"error\":null,\"x\":%n,\"y\":%s}"
    };
    private static final String[] RESPONSES = {
        "{\"type\":\"response.created\",\"sequence_number\":%n,\"response\":{\"id\":%i,\"model\":\"m\"}}",
        "{\"type\":\"response.output_text.delta\",\"sequence_number\":%n,\"item_id\":%i,\"delta\":%s}",
        "{\"type\":\"response.reasoning_text.delta\",\"sequence_number\":%n,\"delta\":%s,\"obfuscation\":%s}",
        "{\"type\":\"response.output_text.done\",\"sequence_number\":%n,\"text\":%s}",
        "{\"type\":\"response.completed\",\"response\":{\"id\":%i,\"status\":\"completed\",\"usage\":{\"input_tokens\":%n}}}",
        "{\"sequence_number\":%n,\"delta\":%s}"
    };
    private static final String[] TEXTS = {
        "\"a\"",
        "\" river\"",
        "\"\\n\"",
        "\"\\u00e9\"",
        "\"\"",
        "\"é\"",
        "\"\\x\"",
        "\"\t\"",
        "\"a\",\"b\":\"c\"",
        "null",
        "7",
        "\"\\\\\""
    };
    private static final String[] NUMBERS = {
        "0",
        "7",
        "1700000000",
        "-3",
        "1.5",
        "07",
        "1e3",
        "null",
        "\"9\"",
        "999999999999999999",
        "1234567890123456789",
        "{}"
    };

    @Property(tries = 3000)
    void readsAnAnswerOfAChatAsANewDecoderWould(@ForAll Random random) {
        answers(Api.OPENAI_CHAT, CHAT, random);
    }

    @Property(tries = 3000)
    void readsAResponseAsANewDecoderWould(@ForAll Random random) {
        answers(Api.OPENAI_RESPONSES, RESPONSES, random);
    }

    private static void answers(Api api, String[] events, Random random) {
        StreamDecoder old = api.adapter(null).newDecoder();
        for (int answer = 0; answer < 6; answer++) {
            StringBuilder stream = new StringBuilder();
            for (int i = random.nextInt(8); i >= 0; i--) {
                stream.append("data: ")
                        .append(filled(events[random.nextInt(events.length)], random))
                        .append("\n\n");
            }
            stream.append(random.nextBoolean() ? "data: [DONE]\n\n" : "");
            assertThat(read(old, stream.toString()))
                    .as(stream.toString())
                    .isEqualTo(read(api.adapter(null).newDecoder(), stream.toString()));
        }
    }

    private static String filled(String event, Random random) {
        StringBuilder filled = new StringBuilder();
        for (int at = 0; at < event.length(); at++) {
            if (event.charAt(at) != '%') {
                filled.append(event.charAt(at));
                continue;
            }
            filled.append(
                    switch (event.charAt(++at)) {
                        case 'i' ->
                            random.nextInt(6) == 0 ? some(TEXTS, random) : "\"chat-" + random.nextInt(20) + "\"";
                        case 'n' -> random.nextInt(4) == 0 ? some(NUMBERS, random) : "" + random.nextInt(1000);
                        default -> some(TEXTS, random);
                    });
        }
        return filled.toString();
    }

    private static String some(String[] of, Random random) {
        // Mostly what servers send, so that shapes are met again.
        return of[random.nextInt(random.nextInt(4) == 0 ? of.length : 3)];
    }

    private static Decoded read(StreamDecoder decoder, String stream) {
        byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
        List<DeltaKind> arrivals = new ArrayList<>();
        decoder.reset();
        decoder.feed(bytes, 0, bytes.length, arrivals::add);
        return Decoded.of(decoder, arrivals);
    }

    @Test
    void recognisesTheNextAnswersEventsByWhatTheyShare() {
        EventShapes shapes = new EventShapes();
        ChatChunkReader first = new ChatChunkReader();
        byte[] learnt = "{\"id\":\"a\",\"created\":17,\"choices\":[{\"delta\":{\"content\":\"x\"}}]}"
                .getBytes(StandardCharsets.UTF_8);
        first.read(learnt, 0, learnt.length);
        shapes.learn(first, learnt, 0, learnt.length);
        ChatChunkReader second = new ChatChunkReader();
        byte[] line = "data: {\"id\":\"bc\",\"created\":180,\"choices\":[{\"delta\":{\"content\":\"yz\"}}]}\n\n"
                .getBytes(StandardCharsets.UTF_8);

        assertThat(shapes.match(second, line, 0, line.length, 0)).isEqualTo(line.length);
        shapes.matched().tell(second, line);
        assertThat(second.id).isEqualTo("bc");
        for (int end = 0; end < line.length; end++) {
            second.id = null;
            assertThat(shapes.match(second, line, 0, end, 0)).isZero();
        }
    }

    @Test
    void anEventWithMoreHolesThanCanBeKeptSpoilsNoShape() {
        StreamDecoder decoder = Api.OPENAI_CHAT.adapter(null).newDecoder();
        StringBuilder four = new StringBuilder();
        for (int members = 1; members <= 4; members++) {
            four.append(event(members));
        }
        String all = four + event(12) + four;

        assertThat(read(decoder, all))
                .isEqualTo(read(Api.OPENAI_CHAT.adapter(null).newDecoder(), all));
        assertThat(read(decoder, four.toString()).arrivals()).hasSize(4);
    }

    @Test
    void readsTheCountsOfAUsageWithoutReadingItsEventAgain() {
        EventShapes shapes = new EventShapes();
        ChatChunkReader first = new ChatChunkReader();
        String usage = "{\"choices\":[],\"usage\":{\"prompt_tokens\":%d,\"completion_tokens\":%d,\"total_tokens\":%d,"
                + "\"completion_tokens_details\":{\"reasoning_tokens\":%d},\"prompt_tokens_details\":null}}";
        byte[] learnt = usage.formatted(1, 2, 3, 4).getBytes(StandardCharsets.UTF_8);
        first.read(learnt, 0, learnt.length);
        shapes.learn(first, learnt, 0, learnt.length);
        ChatChunkReader second = new ChatChunkReader();
        byte[] line = ("data: " + usage.formatted(160, 64, 224, 20) + "\n\n").getBytes(StandardCharsets.UTF_8);

        assertThat(shapes.match(second, line, 0, line.length, 0)).isEqualTo(line.length);
        shapes.matched().tell(second, line);
        assertThat(second.usage).isEqualTo(new Usage(160, 0, 64, 20));
    }

    @Test
    void aTextThatCameWithAUsageIsNotTakenForOneThatTellsNothingElse() {
        String text = "data: {\"choices\":[{\"delta\":{\"content\":\"x\"}}],\"usage\":{\"completion_tokens\":1}}\n\n";
        String usage = "data: {\"choices\":[],\"usage\":{\"completion_tokens\":2}}\n\n";
        StreamDecoder decoder = Api.OPENAI_CHAT.adapter(null).newDecoder();

        for (int answer = 0; answer < 2; answer++) {
            assertThat(read(decoder, text + usage + text).usage()).isEqualTo(new Usage(0, 0, 1, 0));
        }
    }

    private static String event(int members) {
        StringBuilder event = new StringBuilder("data: {\"choices\":[{\"delta\":{\"content\":\"x\"}}]");
        for (int i = 0; i < members; i++) {
            event.append(",\"n").append(i).append("\":").append(i);
        }
        return event.append("}\n\n").toString();
    }
}
