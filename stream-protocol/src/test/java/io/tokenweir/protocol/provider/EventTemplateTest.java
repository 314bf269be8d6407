package io.tokenweir.protocol.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** An event that is recognised must mean what it would mean if it were read. */
class EventTemplateTest {
    private static final String[] PIECES = {
        "a",
        " river",
        "\\n",
        "\\\"",
        "\\\\",
        "\\u00e9",
        "é",
        "😀",
        "\"",
        "\\",
        "\\x",
        "\\u12",
        "\t",
        "\n",
        "",
        "}",
        ",\"b\":\"c\""
    };
    private static final String[] SHAPES = {
        "{\"id\":\"1\",\"choices\":[{\"delta\":{\"content\":\"%s\"},\"finish_reason\":null}]}",
        "{\"id\":\"1\",\"choices\":[{\"delta\":{\"reasoning\":\"%s\"}}],\"usage\":{\"completion_tokens\":3}}",
        "{\"choices\":[{\"delta\":{\"content\":\"%s\",\"refusal\":\"x\"}}]}",
        "{\"choices\":[{\"text\":\"%s\"},{\"text\":\"\"}]}",
        "{\"choices\":[{\"delta\":{\"content\":\"%s\"}}],\"error\":null}"
    };

    @Property(tries = 2000)
    void readsARepeatedEventAsItWouldReadItAnew(@ForAll Random random) {
        StreamDecoder whole = new OpenAiChatAdapter().newDecoder();
        List<DeltaKind> arrivals = new ArrayList<>();
        List<DeltaKind> expected = new ArrayList<>();
        String shape = SHAPES[random.nextInt(SHAPES.length)];
        boolean malformed = false;
        for (int i = 0; i < 12 && !malformed; i++) {
            String event = "data: " + shape.replace("%s", text(random)) + "\n\n";
            StreamDecoder fresh = new OpenAiChatAdapter().newDecoder();
            feed(fresh, event, expected);
            feed(whole, event, arrivals);
            malformed = fresh.malformed() != null;
            assertThat(whole.malformed()).as(event).isEqualTo(fresh.malformed());
        }
        assertThat(arrivals).isEqualTo(expected);
    }

    @Test
    void recognisesNothingOfAnEarlierAnswer() {
        StreamDecoder decoder = new OpenAiChatAdapter().newDecoder();
        List<DeltaKind> arrivals = new ArrayList<>();
        String event = "data: {\"id\":\"first\",\"choices\":[{\"delta\":{\"content\":\"x\"}}]}\n\n";
        feed(decoder, event + event, arrivals);
        decoder.reset();
        feed(decoder, event, arrivals);

        assertThat(decoder.id()).isEqualTo("first");
        assertThat(arrivals).hasSize(3);
    }

    @Test
    void leavesAnEventAloneWhoseEndHasNotCome() {
        EventTemplate template = new EventTemplate();
        byte[] event = "{\"t\":\"abc\"}".getBytes(StandardCharsets.UTF_8);
        template.learn(event, 0, event.length, 6, 9, DeltaKind.CONTENT);
        byte[] next = "data: {\"t\":\"other\"}\n\n".getBytes(StandardCharsets.UTF_8);

        assertThat(template.match(next, 0, next.length)).isEqualTo(next.length);
        for (int end = 0; end < next.length; end++) {
            assertThat(template.match(next, 0, end)).isZero();
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            text.append(PIECES[random.nextInt(random.nextInt(3) == 0 ? PIECES.length : 7)]);
        }
        return text.toString();
    }

    private static void feed(StreamDecoder decoder, String text, List<DeltaKind> arrivals) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        decoder.feed(bytes, 0, bytes.length, arrivals::add);
    }
}
