package io.tokenweir.simulator.anthropic;

import java.util.concurrent.ThreadLocalRandom;

/** Random identifiers in Anthropic's forms. They identify; they open nothing. */
final class Ids {
    private static final String BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final int LENGTH = 21;

    private Ids() {}

    static String request() {
        return "req_011C" + letters(LENGTH - 1);
    }

    static String message() {
        return "msg_01" + letters(LENGTH + 1);
    }

    static String toolUse() {
        return "toolu_01" + letters(LENGTH + 1);
    }

    private static String letters(int length) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        StringBuilder id = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            id.append(BASE58.charAt(random.nextInt(BASE58.length())));
        }
        return id.toString();
    }
}
