package io.tokenweir.load.prompt;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;
import com.knuddels.jtokkit.api.IntArrayList;

/**
 * Words that are one token of o200k each when a blank stands before them.
 *
 * <p>The tokenizer first cuts a text in front of every blank that precedes a word, and only then merges bytes within a
 * piece; so a text made of such words has exactly as many tokens as words, and two texts joined have the sum of theirs.
 * {@link #count} checks it with the tokenizer itself. Immutable, thread-safe.
 */
final class WordPool {
    private static final int SIZE = 2048;
    private static final int VOCABULARY = 190_000;
    private static final int MIN_LETTERS = 3;
    private static final int MAX_LETTERS = 6;
    private static final long SEED = 200_000;

    private final Encoding encoding;
    private final List<String> words;

    WordPool() {
        EncodingRegistry registry = Encodings.newLazyEncodingRegistry();
        encoding = registry.getEncoding(EncodingType.O200K_BASE);
        Set<String> found = new LinkedHashSet<>();
        SplittableRandom random = new SplittableRandom(SEED);
        while (found.size() < SIZE) {
            String word = tokenText(random.nextInt(VOCABULARY));
            if (isPlainWord(word) && count(word) == 1) {
                found.add(word);
            }
        }
        words = new ArrayList<>(found);
    }

    /** Tokens of a text by the tokenizer. */
    int count(String text) {
        return encoding.countTokensOrdinary(text);
    }

    /** A text of exactly {@code tokens} tokens, the same for the same seed. */
    String text(int tokens, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder text = new StringBuilder(tokens * (MAX_LETTERS + 1));
        for (int i = 0; i < tokens; i++) {
            text.append(words.get(random.nextInt(SIZE)));
        }
        return text.toString();
    }

    private String tokenText(int token) {
        IntArrayList one = new IntArrayList();
        one.add(token);
        return encoding.decode(one);
    }

    private static boolean isPlainWord(String word) {
        return word.length() > MIN_LETTERS
                && word.length() <= MAX_LETTERS + 1
                && word.charAt(0) == ' '
                && word.chars().skip(1).allMatch(c -> c >= 'a' && c <= 'z');
    }
}
