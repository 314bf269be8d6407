package io.tokenweir.load.prompt;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Words that are one token of o200k each when a blank stands before them.
 *
 * <p>The tokenizer first cuts a text in front of every blank that precedes a word, and only then merges bytes within a
 * piece; so a text made of such words has exactly as many tokens as words, and two texts joined have the sum of theirs.
 * The list is a resource, because finding such words takes a second of the start; a test holds it against the tokenizer.
 * Immutable, thread-safe.
 */
final class WordPool {
    private static final String WORDS = "words-o200k.txt";
    private static final int LETTERS = 6;

    private final List<String> words;

    WordPool() {
        try (InputStream in = WordPool.class.getResourceAsStream(WORDS)) {
            words = new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .map(word -> ' ' + word)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The built-in list of words is missing.", e);
        }
    }

    List<String> words() {
        return words;
    }

    /** A text of exactly {@code tokens} tokens, the same for the same seed. */
    String text(int tokens, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder text = new StringBuilder(tokens * (LETTERS + 1));
        for (int i = 0; i < tokens; i++) {
            text.append(words.get(random.nextInt(words.size())));
        }
        return text.toString();
    }
}
