package io.tokenweir.common.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import io.tokenweir.events.SealedSecret;

/**
 * Seals secrets (API keys, passwords) so that they may travel through topics, and opens them again.
 *
 * <p>AES-256-GCM with a random 96-bit nonce; account id and secret name are the associated data, so a sealed secret cannot
 * be moved to another account. Holds the key-encryption keys by id; seals with the current one, opens with any.
 * Thread-safe.
 */
public final class SecretVault {
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final String currentKekId;
    private final Map<String, SecretKeySpec> keks;
    private final SecureRandom random;

    private SecretVault(String currentKekId, Map<String, SecretKeySpec> keks, SecureRandom random) {
        this.currentKekId = currentKekId;
        this.keks = Map.copyOf(keks);
        this.random = random;
    }

    /** A vault with one key-encryption key of 32 bytes. */
    public static SecretVault of(String kekId, byte[] kek) {
        if (kek.length != 32) {
            throw new IllegalArgumentException(
                    "The key-encryption key " + kekId + " has " + kek.length + " bytes; it must have 32.");
        }
        return new SecretVault(kekId, Map.of(kekId, new SecretKeySpec(kek, "AES")), new SecureRandom());
    }

    /** The same, which also opens what was sealed with an earlier key; seals with its own all the same. */
    public SecretVault opening(String oldKekId, byte[] oldKek) {
        Map<String, SecretKeySpec> all = new HashMap<>(keks);
        all.putAll(of(oldKekId, oldKek).keks);
        all.putAll(keks);
        return new SecretVault(currentKekId, all, random);
    }

    /** Id of the key that it seals with. */
    public String currentKekId() {
        return currentKekId;
    }

    /** A fresh key-encryption key, as 64 hex digits. */
    public static String newKek() {
        byte[] kek = new byte[32];
        new SecureRandom().nextBytes(kek);
        return HexFormat.of().formatHex(kek);
    }

    public SealedSecret seal(String accountId, String name, String secret) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = crypt(
                Cipher.ENCRYPT_MODE, currentKekId, nonce, accountId, name, secret.getBytes(StandardCharsets.UTF_8));
        return new SealedSecret(currentKekId, ByteBuffer.wrap(nonce), ByteBuffer.wrap(sealed));
    }

    /** Throws {@link IllegalStateException} when the key-encryption key is unknown or the secret was tampered with. */
    public String open(String accountId, String name, SealedSecret sealed) {
        byte[] plain = crypt(
                Cipher.DECRYPT_MODE,
                sealed.getKekId(),
                bytes(sealed.getNonce()),
                accountId,
                name,
                bytes(sealed.getCiphertext()));
        return new String(plain, StandardCharsets.UTF_8);
    }

    /** What may be shown of a secret: the first 12 hex digits of its SHA-256. */
    public static String fingerprint(String secret) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK has no SHA-256.", e);
        }
    }

    private byte[] crypt(int mode, String kekId, byte[] nonce, String accountId, String name, byte[] input) {
        SecretKeySpec kek = keks.get(kekId);
        if (kek == null) {
            throw new IllegalStateException("No key-encryption key named " + kekId + " here, but " + name
                    + " of account " + accountId + " is sealed with it; give that key too.");
        }
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, kek, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD((accountId + '\0' + name).getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    name + " of account " + accountId + " cannot be "
                            + (mode == Cipher.ENCRYPT_MODE ? "sealed" : "opened") + " with key-encryption key " + kekId
                            + ".",
                    e);
        }
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] copy = new byte[buffer.remaining()];
        buffer.duplicate().get(copy);
        return copy;
    }
}
