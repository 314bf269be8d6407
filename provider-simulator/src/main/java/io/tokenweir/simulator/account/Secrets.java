package io.tokenweir.simulator.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Makes secrets, and the digests by which they are remembered. */
public final class Secrets {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Secrets() {}

    /** {@code bytes} random bytes as hex digits. */
    public static String random(int bytes) {
        byte[] raw = new byte[bytes];
        RANDOM.nextBytes(raw);
        return HexFormat.of().formatHex(raw);
    }

    /** A code of six digits. */
    public static String sixDigits() {
        return String.format("%06d", RANDOM.nextInt(1_000_000));
    }

    /** SHA-256 of a secret as hex digits. */
    public static String digest(String secret) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JDK has no SHA-256.", e);
        }
    }

    /** What may be shown of a secret in logs: the first 12 hex digits of its SHA-256. */
    public static String fingerprint(String secret) {
        return shortened(digest(secret));
    }

    /** The fingerprint that belongs to a digest. */
    public static String shortened(String digest) {
        return digest.substring(0, 12);
    }

    /** A random number from 0 on. */
    public static int number() {
        return RANDOM.nextInt(Integer.MAX_VALUE);
    }

    /** What may be shown of a key to its owner. */
    public static String masked(String key) {
        return key.length() < 12 ? "***" : key.substring(0, 7) + "..." + key.substring(key.length() - 4);
    }
}
