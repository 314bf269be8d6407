package io.tokenweir.provision.account;

/** What is to be done next for an account; one at a time. */
public enum Effect {
    /** Nothing: the account stands where it will stay. */
    NONE("none"),
    CREATE_MAILBOX("create-mailbox"),
    SIGN_UP("sign-up"),
    /** Ask the provider whether the address is known there, because an answer may have been lost. */
    LOOK_UP("look-up"),
    OPEN_MAILBOX("open-mailbox"),
    AWAIT_MAIL("await-mail"),
    RESEND_MAIL("resend-mail"),
    VERIFY("verify"),
    /** Revoke every key that carries our name, except the one we hold. */
    CLEAR_KEYS("clear-keys"),
    ISSUE_KEY("issue-key"),
    PROVE_KEY("prove-key"),
    /** Revoke the key we hold, at the end of the account's life. */
    REVOKE_KEY("revoke-key");

    private final String step;

    Effect(String step) {
        this.step = step;
    }

    /** The step's name in events and messages. */
    public String step() {
        return step;
    }
}
