package io.tokenweir.simulator.answer;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts prompt tokens with o200k, the vocabulary of gpt-4o and later. Load tests repeat themselves, so counts of text
 * blocks are remembered.
 *
 * <p>A text is cut where a letter is followed by a space and a letter: the tokenizer's pattern ends a token there
 * whatever stands around it, so the counts of the blocks add up to the count of the whole. Thread-safe.
 */
public final class TokenCounter {
    private static final int BLOCK_CHARS = 2048;
    private static final int REMEMBERED_BLOCKS = 8192;
    /** What the chat format adds: per message, for its role, and before the answer. */
    private static final int PER_MESSAGE = 3;

    private static final int PER_ROLE = 1;
    private static final int PER_ANSWER = 3;

    private final Map<String, Integer> counts = Collections.synchronizedMap(new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > REMEMBERED_BLOCKS;
        }
    });

    /** Tokens of {@code text} alone. */
    public int count(String text) {
        int tokens = 0;
        for (int start = 0; start < text.length(); ) {
            int end = cut(text, start + BLOCK_CHARS);
            tokens += countBlock(text.substring(start, end));
            start = end;
        }
        return tokens;
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

    private int countBlock(String block) {
        Integer known = counts.get(block);
        if (known == null) {
            known = Vocabulary.O200K.countTokensOrdinary(block);
            counts.put(block, known);
        }
        return known;
    }
}
