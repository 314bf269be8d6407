package io.tokenweir.simulator.answer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.knuddels.jtokkit.api.IntArrayList;

/**
 * Any text, cut into the tokens that o200k makes of it. A token that ends inside a character says nothing; the next one
 * says the whole character.
 */
public final class TextTokens implements Tokens {
    private final List<String> pieces;
    private final List<byte[]> escaped;

    private TextTokens(List<String> pieces) {
        this.pieces = pieces;
        escaped = pieces.stream()
                .map(JsonStringEncoder.getInstance()::quoteAsUTF8)
                .toList();
    }

    public static TextTokens of(String text) {
        IntArrayList tokens = Vocabulary.O200K.encodeOrdinary(text);
        List<String> pieces = new ArrayList<>(tokens.size());
        byte[] pending = new byte[0];
        for (int i = 0; i < tokens.size(); i++) {
            IntArrayList one = new IntArrayList(1);
            one.add(tokens.get(i));
            byte[] bytes = join(pending, Vocabulary.O200K.decodeBytes(one));
            int whole = wholeCharacters(bytes);
            pieces.add(new String(bytes, 0, whole, UTF_8));
            pending = java.util.Arrays.copyOfRange(bytes, whole, bytes.length);
        }
        return new TextTokens(pieces);
    }

    /** The text of tokens that are given as numbers; numbers that are no tokens say nothing. */
    public static String textOf(List<Integer> numbers) {
        IntArrayList tokens = new IntArrayList(numbers.size());
        numbers.stream().filter(n -> n >= 0 && n < 199_998).forEach(tokens::add);
        return Vocabulary.O200K.decode(tokens);
    }

    /** The first tokens of this text, {@code most} or fewer. */
    public TextTokens first(int most) {
        return most >= pieces.size() ? this : new TextTokens(pieces.subList(0, Math.max(0, most)));
    }

    @Override
    public int count() {
        return pieces.size();
    }

    @Override
    public byte[] bytes(int i) {
        return escaped.get(i);
    }

    @Override
    public String text() {
        return String.join("", pieces);
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = java.util.Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** How many bytes belong to characters that are complete. */
    private static int wholeCharacters(byte[] bytes) {
        int start = bytes.length - 1;
        while (start >= 0 && (bytes[start] & 0xC0) == 0x80) {
            start--;
        }
        if (start < 0) {
            return bytes.length;
        }
        int lead = bytes[start] & 0xFF;
        int length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        return start + length <= bytes.length ? bytes.length : start;
    }
}
