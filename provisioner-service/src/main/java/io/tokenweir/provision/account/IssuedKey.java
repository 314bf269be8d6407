package io.tokenweir.provision.account;

import io.tokenweir.common.secret.SecretVault;

/**
 * A key as the provider showed it, once.
 *
 * @param id the provider's name for it, or null where it gives none
 * @param secret the key itself; never printed
 */
public record IssuedKey(String id, String secret) {

    @Override
    public String toString() {
        return "IssuedKey[" + id + ", " + SecretVault.fingerprint(secret) + "]";
    }
}
