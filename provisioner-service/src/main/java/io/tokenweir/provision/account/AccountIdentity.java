package io.tokenweir.provision.account;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;

/**
 * Who an account is: the same for the same (seed, batch, index), so that a lost answer can be looked up.
 *
 * <p>The address carries a hash of the seed, so that batches of the same name against the same provider do not meet.
 *
 * @param accountId {@code <batch>-<index padded to five digits>}
 * @param email the address it signs up with
 * @param name a person's name
 */
public record AccountIdentity(String accountId, String batch, int index, String email, String name) {
    private static final String[] FIRST = {
        "Ada", "Bela", "Clara", "Dario", "Edda", "Femi", "Greta", "Hugo", "Ines", "Jonas", "Kaja", "Lino", "Mira",
        "Nils", "Oda", "Pavel"
    };
    private static final String[] LAST = {
        "Ahrens", "Brook", "Corvi", "Dahl", "Eder", "Falk", "Grau", "Holm", "Iversen", "Jansen", "Keller", "Lund",
        "Moor", "Nordin", "Olsen", "Petit"
    };

    /** As the log has it; the person's name follows from the address alone. */
    public static AccountIdentity recovered(String accountId, String batch, int index, String email) {
        return new AccountIdentity(accountId, batch, index, email, name(email));
    }

    /** @param mailDomain domain of the address, or a pattern of addresses whose {@code *} stands for the local part */
    public static AccountIdentity derive(long seed, String batch, int index, String mailDomain) {
        byte[] hash = hash(seed, batch, index);
        String accountId = id(batch, index);
        String local = String.format(
                Locale.ROOT,
                "%s-%05d-%08x",
                slug(batch),
                index,
                ByteBuffer.wrap(hash).getInt());
        String pattern = mailDomain.indexOf('*') < 0 ? "*@" + mailDomain : mailDomain;
        return recovered(accountId, batch, index, pattern.replace("*", local));
    }

    /** Never reused. */
    public static String id(String batch, int index) {
        return String.format(Locale.ROOT, "%s-%05d", batch, index);
    }

    private static String name(String email) {
        int mixed = email.hashCode() * 0x9E3779B1;
        return FIRST[mixed >>> 28] + ' ' + LAST[mixed >>> 24 & 15];
    }

    /** A mail address's local part takes at most 64 characters, of which ours keeps 40 for the batch. */
    private static String slug(String batch) {
        String slug = batch.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        return slug.length() <= 40 ? slug : slug.substring(0, 40);
    }

    private static byte[] hash(long seed, String batch, int index) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(ByteBuffer.allocate(12).putLong(seed).putInt(index).flip());
            return digest.digest(batch.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JDK has no SHA-256.", e);
        }
    }
}
