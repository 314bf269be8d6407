package io.tokenweir.provision.account;

/**
 * What a verification mail gave: a link, a code, or both. In memory only.
 *
 * @param link absolute address, or null
 * @param code digits to type in, or null
 */
public record VerificationMail(String messageId, String link, String code) {

    @Override
    public String toString() {
        return "VerificationMail[" + messageId + "]";
    }
}
