package io.tokenweir.protocol.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonCursorTest {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final String SAMPLE =
            "{\"a\":[1,-2.5e+3,true,false,null,\"x\\u00e9\\n\\\"\"],\"b\":{\"c\":{},\"d\":[]},\"e\":0, \"f\" : [[{\"g\":1}]]}";
    private static final String ALPHABET = "{}[]\",:0123-+.eE\\utrfalsn \t";

    private final JsonCursor cursor = new JsonCursor();

    @Property(tries = 5000)
    void acceptsExactlyWhatAPlainParserAccepts(@ForAll Random random) {
        StringBuilder text = new StringBuilder(SAMPLE);
        for (int edits = random.nextInt(4); edits > 0; edits--) {
            int at = random.nextInt(text.length());
            char c = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
            switch (random.nextInt(3)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, c);
                default -> text.setCharAt(at, c);
            }
        }
        assertThat(accepts(text.toString())).as(text.toString()).isEqualTo(jacksonAccepts(text.toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "é😀", "q\"u\\o/te\b\f\n\r\t", "\u0001", "\ud83d\ude00", ""})
    void decodesStringsAsAPlainParserDoes(String text) throws IOException {
        byte[] json = JSON.writeValueAsBytes(text);
        cursor.wrap(json, 0, json.length);
        assertThat(cursor.text()).isEqualTo(text);
    }

    @Test
    void findsKeysThatAreWrittenWithEscapes() {
        byte[] json = "{\"\\u0069d\":7}".getBytes(StandardCharsets.US_ASCII);
        cursor.wrap(json, 0, json.length);
        cursor.enterObject();
        assertThat(cursor.nextKey()).isTrue();
        assertThat(cursor.keyIs(new byte[] {'i', 'd'})).isTrue();
        assertThat(cursor.number(0)).isEqualTo(7);
    }

    @Test
    void refusesBottomlessNesting() {
        assertThat(accepts("[".repeat(100_000))).isFalse();
    }

    private boolean accepts(String text) {
        byte[] json = text.getBytes(StandardCharsets.UTF_8);
        cursor.wrap(json, 0, json.length);
        try {
            cursor.skip();
            cursor.expectEnd();
            return true;
        } catch (JsonSyntaxException e) {
            return false;
        }
    }

    private static boolean jacksonAccepts(String text) {
        try {
            return !JSON.readTree(text).isMissingNode();
        } catch (IOException e) {
            return false;
        }
    }
}
