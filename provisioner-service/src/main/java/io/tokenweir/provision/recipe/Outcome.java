package io.tokenweir.provision.recipe;

/** What an answer means for the procedure; any other answer is final and fails the account. */
public enum Outcome {
    DONE,
    /** The address is known already. */
    EXISTS,
    /** The address is not known. */
    ABSENT,
    /** The link or code is no longer good. */
    EXPIRED,
    /** The key is not accepted. */
    REFUSED
}
