package io.tokenweir.protocol.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import io.tokenweir.protocol.http.HttpResponseReader;

/** Chunks that are passed over because they are known must tell what they would have told when read. */
class KnownChunksTest {
    private static final String[] TEXTS = {
        "a", " river", "\\n", "\\u00e9", "", "é", "\\x", "\t", "a\",\"b\":\"c", "\\\\", "\\\"", "\\", "\r\n"
    };
    private static final String[] SIZES = {"%x\r\n", "%X\r\n", "0%x\r\n", "%x;a=b\r\n", "%x\n", "00000%x\r\n", "%x \r\n"
    };
    private static final String[] ENDS = {"\n\n", "\r\n\r\n", "\n", "\n\n\n", "\r\r", "\n\ndata: [DONE]\n\n"};

    /** Events of other shapes, as they stand before and behind those with a text. */
    private static final String[] OTHERS = {
        "{\"id\":\"c\",\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}",
        "{\"id\":\"c\",\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}",
        "{\"id\":\"c\",\"choices\":[],\"usage\":{\"prompt_tokens\":%d,\"completion_tokens\":7}}",
        "{\"id\":\"c\",\"error\":{\"message\":\"overloaded\"}}",
        "[DONE]"
    };

    /** What an answer comes to: where its bytes were taken to be over, and everything that was said. */
    private record Outcome(HttpResponseReader.State state, int used, Decoded decoded) {}

    @Property(tries = 5000)
    void tellWhatTheyWouldHaveToldWhenRead(@ForAll Random random) {
        // shapes that one answer had are known in the next
        StreamDecoder passing = Api.OPENAI_CHAT.adapter(null).newDecoder();
        for (int answers = random.nextInt(3); answers >= 0; answers--) {
            byte[] bytes = answer(random);
            long cuts = random.nextLong();
            StreamDecoder reading = Api.OPENAI_CHAT.adapter(null).newDecoder();
            assertThat(read(bytes, new Random(cuts), passing, true))
                    .as(new String(bytes, StandardCharsets.UTF_8))
                    .isEqualTo(read(bytes, new Random(cuts), reading, false));
        }
    }

    private static byte[] answer(Random random) {
        StringBuilder answer = new StringBuilder("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (int i = random.nextInt(12); i >= 0; i--) {
            answer.append(chunk(event(random), random));
        }
        answer.append("0\r\n\r\n");
        byte[] bytes = answer.toString().getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(4) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(128);
        }
        return bytes;
    }

    private static String event(Random random) {
        if (random.nextInt(4) == 0) {
            String other = OTHERS[random.nextInt(OTHERS.length)].formatted(random.nextInt(200));
            return "data: " + other + usually(ENDS, random);
        }
        String text = usually(TEXTS, random);
        String event =
                "data: {\"id\":\"c\",\"choices\":[{\"delta\":{\"content\":\"" + text + "\"}}]}" + usually(ENDS, random);
        return random.nextInt(15) == 0 ? event + event : event;
    }

    /** Now and then with a size that is wrong, or in two chunks. */
    private static String chunk(String event, Random random) {
        int length = event.getBytes(StandardCharsets.UTF_8).length;
        if (random.nextInt(15) == 0 && length == event.length() && length > 1) {
            int half = random.nextInt(length - 1) + 1;
            return chunk(event.substring(0, half), random) + chunk(event.substring(half), random);
        }
        int said = random.nextInt(30) == 0 ? length + random.nextInt(5) - 2 : length;
        return usually(SIZES, random).formatted(said) + event + "\r\n";
    }

    private static String usually(String[] of, Random random) {
        return of[random.nextInt(5) == 0 ? random.nextInt(of.length) : random.nextInt(2) * (of == TEXTS ? 1 : 0)];
    }

    private static Outcome read(byte[] bytes, Random cuts, StreamDecoder decoder, boolean passing) {
        decoder.reset();
        List<DeltaKind> arrivals = new ArrayList<>();
        HttpResponseReader.BodySink sink = new HttpResponseReader.BodySink() {
            @Override
            public void body(byte[] piece, int offset, int length) {
                decoder.feed(piece, offset, length, arrivals::add);
            }

            @Override
            public int knownChunks(byte[] piece, int at, int end) {
                return passing ? decoder.knownChunks(piece, at, end, arrivals::add) : 0;
            }
        };
        HttpResponseReader reader = new HttpResponseReader();
        int at = 0;
        int used = 0;
        while (at < bytes.length) {
            int to = cuts.nextInt(3) == 0 ? bytes.length : Math.min(bytes.length, at + 1 + cuts.nextInt(150));
            // each read in an array of its own: nothing may be looked at that has not come
            byte[] read = Arrays.copyOfRange(bytes, at, to);
            used += reader.feed(read, 0, read.length, sink);
            at = to;
        }
        return new Outcome(reader.state(), used, Decoded.of(decoder, arrivals));
    }

    @Test
    void arePassedOverTogetherOnceOneOfTheirKindWasRead() {
        StreamDecoder decoder = Api.OPENAI_CHAT.adapter(null).newDecoder();
        decoder.reset();
        byte[] first = "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\n".getBytes(StandardCharsets.UTF_8);
        decoder.feed(first, 0, first.length, kind -> {});
        String chunks = whole("data: {\"choices\":[{\"delta\":{\"content\":\"bcd\"}}]}\n\n")
                + whole("data: {\"choices\":[{\"delta\":{\"content\":\"e\"}}]}\n\n");
        byte[] bytes = (chunks + "0\r\n\r\n").getBytes(StandardCharsets.UTF_8);
        List<DeltaKind> arrivals = new ArrayList<>();

        assertThat(decoder.knownChunks(bytes, 0, bytes.length, arrivals::add)).isEqualTo(chunks.length());
        assertThat(arrivals).containsExactly(DeltaKind.CONTENT, DeltaKind.CONTENT);
    }

    private static String whole(String event) {
        return "%x\r\n%s\r\n".formatted(event.length(), event);
    }
}
