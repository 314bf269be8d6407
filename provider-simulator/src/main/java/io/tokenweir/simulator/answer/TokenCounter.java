package io.tokenweir.simulator.answer;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * Counts prompt tokens with o200k, the vocabulary of gpt-4o and later. Load tests repeat themselves, so the tokens of text
 * blocks are remembered.
 *
 * <p>A text is cut where a letter is followed by a space and a letter: the tokenizer's pattern ends a token there
 * whatever stands around it, so the counts of the blocks add up to the count of the whole. Thread-safe.
 */
public final class TokenCounter {
    private static final int BLOCK_CHARS = 2048;
    private static final int REMEMBERED_BLOCKS = 4096;
    /** What the chat format adds: per message, for its role, and before the answer. */
    private static final int PER_MESSAGE = 3;

    private static final int PER_ROLE = 1;
    private static final int PER_ANSWER = 3;

    private final Map<String, int[]> known = Collections.synchronizedMap(new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, int[]> eldest) {
            return size() > REMEMBERED_BLOCKS;
        }
    });

    /** Tokens of {@code text} alone. */
    public int count(String text) {
        int tokens = 0;
        for (int start = 0; start < text.length(); ) {
            int end = cut(text, start + BLOCK_CHARS);
            tokens += block(text.substring(start, end)).length;
            start = end;
        }
        return tokens;
    }

    /** Hands every token of {@code text} over, in order. */
    public void tokens(String text, IntConsumer to) {
        for (int start = 0; start < text.length(); ) {
            int end = cut(text, start + BLOCK_CHARS);
            for (int token : block(text.substring(start, end))) {
                to.accept(token);
            }
            start = end;
        }
    }

    /** Tokens that the chat format adds to {@code messages} messages. */
    public static int chatOverhead(int messages) {
        return messages * (PER_MESSAGE + PER_ROLE) + PER_ANSWER;
    }

    /** The first place at or after {@code from} where the text may be cut. */
    private static int cut(String text, int from) {
        for (int i = from; i < text.length() - 1; i++) {
            if (text.charAt(i) == ' '
                    && Character.isLetter(text.charAt(i - 1))
                    && Character.isLetter(text.charAt(i + 1))) {
                return i;
            }
        }
        return text.length();
    }

    private int[] block(String text) {
        int[] tokens = known.get(text);
        if (tokens == null) {
            tokens = Vocabulary.O200K.encodeOrdinary(text).toArray();
            known.put(text, tokens);
        }
        return tokens;
    }
}
