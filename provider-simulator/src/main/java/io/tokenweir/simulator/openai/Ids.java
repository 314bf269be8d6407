package io.tokenweir.simulator.openai;

import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/** Random identifiers in the provider's forms. They identify; they open nothing. */
final class Ids {
    private static final String ALPHANUMERIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final HexFormat HEX = HexFormat.of();
    private static final int COMPLETION_LENGTH = 29;
    private static final int CALL_LENGTH = 24;

    private Ids() {}

    /** {@code req_} and 32 hex digits. */
    static String request() {
        return "req_" + hex(2);
    }

    /** {@code chatcmpl-} or {@code cmpl-} and 29 letters and digits. */
    static String completion(boolean chat) {
        return (chat ? "chatcmpl-" : "cmpl-") + letters(COMPLETION_LENGTH);
    }

    /** {@code call_} and 24 letters and digits. */
    static String call() {
        return "call_" + letters(CALL_LENGTH);
    }

    /** {@code prefix} and 48 hex digits, as the Responses API names what it makes. */
    static String item(String prefix) {
        return prefix + hex(3);
    }

    /** The same for an item of something that has an id: always the same one. */
    static String item(String prefix, String of, int index) {
        return prefix + hex(3, new SplittableRandom(31L * of.hashCode() + index));
    }

    private static String hex(int longs) {
        return hex(longs, ThreadLocalRandom.current());
    }

    private static String hex(int longs, RandomGenerator random) {
        StringBuilder id = new StringBuilder();
        for (int i = 0; i < longs; i++) {
            id.append(HEX.toHexDigits(random.nextLong()));
        }
        return id.toString();
    }

    private static String letters(int length) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        StringBuilder id = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            id.append(ALPHANUMERIC.charAt(random.nextInt(ALPHANUMERIC.length())));
        }
        return id.toString();
    }
}
