package io.tokenweir.simulator.openai;

import java.util.concurrent.ThreadLocalRandom;

/** Random identifiers in the provider's forms. They identify; they open nothing. */
final class Ids {
    private static final String ALPHANUMERIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int COMPLETION_LENGTH = 29;

    private Ids() {}

    /** {@code req_} and 32 hex digits. */
    static String request() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return String.format("req_%016x%016x", random.nextLong(), random.nextLong());
    }

    /** {@code chatcmpl-} or {@code cmpl-} and 29 letters and digits. */
    static String completion(boolean chat) {
        StringBuilder id = new StringBuilder(chat ? "chatcmpl-" : "cmpl-");
        ThreadLocalRandom random = ThreadLocalRandom.current();
        for (int i = 0; i < COMPLETION_LENGTH; i++) {
            id.append(ALPHANUMERIC.charAt(random.nextInt(ALPHANUMERIC.length())));
        }
        return id.toString();
    }
}
