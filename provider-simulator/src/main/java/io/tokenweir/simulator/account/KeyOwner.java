package io.tokenweir.simulator.account;

/**
 * Whom a key belongs to.
 *
 * @param index position of the account by order of sign-up, from 0
 * @param organization id of the organisation that the account belongs to
 * @param project id of the project that the key was made in
 * @param keyId names the key without opening anything
 */
public record KeyOwner(
        String accountId, int index, String keyFingerprint, String organization, String project, String keyId) {

    /** A key in the account's own project, named by its fingerprint. */
    public static KeyOwner of(String accountId, int index, String keyFingerprint, String organization) {
        return new KeyOwner(
                accountId, index, keyFingerprint, organization, "proj_" + accountId, "key_" + keyFingerprint);
    }
}
