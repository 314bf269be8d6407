package io.tokenweir.simulator.answer;

import java.nio.charset.StandardCharsets;
import java.util.List;

import io.tokenweir.simulator.api.ServedRequest;

/**
 * The text of an answer: a random walk over words that are one token each, fixed by a seed. The same request to a
 * provider with the same seed is answered with the same text, and any client that counts tokens gets the length that
 * {@code usage} reports.
 */
final class WordWalk implements Tokens {
    private static final String[] WORDS = words();
    private static final byte[][] BYTES = new byte[WORDS.length][];

    static {
        for (int i = 0; i < WORDS.length; i++) {
            BYTES[i] = WORDS[i].getBytes(StandardCharsets.UTF_8);
        }
    }

    private final long seed;
    private final int tokens;
    private final String stop;

    private WordWalk(long seed, int tokens, String stop) {
        this.seed = seed;
        this.tokens = tokens;
        this.stop = stop;
    }

    /** At most {@code maxTokens} tokens; fewer when one of {@code stops} would have been said. */
    static WordWalk of(long seed, int maxTokens, List<String> stops) {
        WordWalk whole = new WordWalk(seed, maxTokens, null);
        if (stops.isEmpty()) {
            return whole;
        }
        StringBuilder said = new StringBuilder();
        for (int i = 0; i < maxTokens; i++) {
            said.append(whole.token(i));
            for (String stop : stops) {
                if (said.indexOf(stop, said.length() - whole.token(i).length() - stop.length()) >= 0) {
                    return new WordWalk(seed, i, stop);
                }
            }
        }
        return whole;
    }

    /** Seed of the answer to a request: the provider's seed, the request's own, and what was asked. */
    static long seed(long providerSeed, ServedRequest request) {
        return mix(providerSeed * 31 + request.seed()) ^ mix(request.texts().hashCode());
    }

    @Override
    public int count() {
        return tokens;
    }

    /** Whether a stop sequence ended the answer. */
    boolean stopped() {
        return stop != null;
    }

    /** The stop sequence that ended the answer; null: none. */
    String stop() {
        return stop;
    }

    String token(int i) {
        return WORDS[word(i)];
    }

    @Override
    public byte[] bytes(int i) {
        return BYTES[word(i)];
    }

    @Override
    public String text() {
        StringBuilder text = new StringBuilder(tokens * 7);
        for (int i = 0; i < tokens; i++) {
            text.append(token(i));
        }
        return text.toString();
    }

    private int word(int i) {
        return (int) Math.floorMod(mix(seed + i), (long) WORDS.length);
    }

    /** SplitMix64's finaliser: neighbouring inputs give unrelated outputs. */
    static long mix(long z) {
        long x = z + 0x9E3779B97F4A7C15L;
        x = (x ^ (x >>> 30)) * 0xBF58476D1CE4E5B9L;
        x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
        return x ^ (x >>> 31);
    }

    private static String[] words() {
        String[] words = """
                river stone water bridge over under slow deep bright cold morning field valley light stream flow
                wheel wind grass road house night north south tree leaf boat fish bank level gate sand rain cloud
                hill path garden winter summer quiet clear broad narrow turns runs falls carries holds moves along
                toward across between after before small green grey silver still again always often then there where
                while with from into through about never ever every other many few long short high low open close
                early late
                """.split("\\s+");
        for (int i = 0; i < words.length; i++) {
            words[i] = " " + words[i];
        }
        return words;
    }
}
