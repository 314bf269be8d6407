package io.tokenweir.provision.account;

/**
 * What became known about an account, mostly the result of the last effect.
 *
 * <p>Fields that a kind does not use are null; the factories are the only way to make one.
 */
public final class Fact {
    /** Kinds of facts. */
    public enum Kind {
        /** A new account is begun. */
        BEGUN,
        /** The account was read back from the log: the answer to its last call may be lost. */
        RESUMED,
        MAILBOX_CREATED,
        SIGNED_UP,
        /** The sign-up was sent, but the answer never came: the address may be known there now. */
        SIGN_UP_ANSWER_LOST,
        /** The provider said that the address is known already. */
        ALREADY_THERE,
        LOOKED_UP_ABSENT,
        LOOKED_UP_PENDING,
        LOOKED_UP_VERIFIED,
        MAILBOX_OPENED,
        MAIL_FOUND,
        /** No mail of ours came in the time allowed. */
        MAIL_MISSING,
        MAIL_RESENT,
        VERIFIED,
        /** The link or code is no longer good. */
        LINK_EXPIRED,
        KEYS_CLEARED,
        KEY_ISSUED,
        /** The key was asked for, but the answer never came: it may exist. */
        KEY_ANSWER_LOST,
        KEY_PROVEN,
        KEY_REFUSED,
        KEY_REVOKED,
        /** The recipe has no such procedure. */
        NO_MEANS,
        /** The step failed for good. */
        STEP_FAILED,
        /** The operator gives the account back. */
        RETIRE,
        /** The operator takes the key away, because it leaked or is no longer wanted. */
        REVOKE
    }

    private final Kind kind;
    private final VerificationMail mail;
    private final IssuedKey key;
    private final Cause cause;

    private Fact(Kind kind, VerificationMail mail, IssuedKey key, Cause cause) {
        this.kind = kind;
        this.mail = mail;
        this.key = key;
        this.cause = cause;
    }

    public static Fact of(Kind kind) {
        return new Fact(kind, null, null, null);
    }

    /** A fact that says why: LINK_EXPIRED, MAIL_MISSING, KEY_REFUSED, an answer that was lost, NO_MEANS, STEP_FAILED. */
    public static Fact of(Kind kind, Cause cause) {
        return new Fact(kind, null, null, cause);
    }

    public static Fact mailFound(VerificationMail mail) {
        return new Fact(Kind.MAIL_FOUND, mail, null, null);
    }

    public static Fact keyIssued(IssuedKey key) {
        return new Fact(Kind.KEY_ISSUED, null, key, null);
    }

    public static Fact failed(Cause cause) {
        return new Fact(Kind.STEP_FAILED, null, null, cause);
    }

    public Kind kind() {
        return kind;
    }

    public VerificationMail mail() {
        return mail;
    }

    public IssuedKey key() {
        return key;
    }

    public Cause cause() {
        return cause;
    }

    @Override
    public String toString() {
        return cause == null ? kind.toString() : kind + " (" + cause + ")";
    }
}
