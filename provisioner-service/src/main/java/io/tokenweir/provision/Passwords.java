package io.tokenweir.provision;

import java.util.random.RandomGenerator;

/**
 * Makes passwords that common rules accept: 24 characters, with a capital, a small letter, a digit and a sign; 119 bits.
 *
 * <p>They are random, and sealed in the log before they are used anywhere, so nothing needs to derive them again.
 */
final class Passwords {
    private static final String ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
    private static final int RANDOM_CHARACTERS = 20;

    private final RandomGenerator random;

    /** @param random a secure one */
    Passwords(RandomGenerator random) {
        this.random = random;
    }

    String next() {
        StringBuilder password = new StringBuilder("Wr7-");
        for (int i = 0; i < RANDOM_CHARACTERS; i++) {
            password.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return password.toString();
    }
}
