package io.tokenweir.provision.account;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

import io.tokenweir.events.AccountState;

/**
 * Where an account stands, with what the next decision needs. Immutable.
 *
 * @param doubtfulKeys keys of ours may exist at the provider that the log does not know
 * @param mail the mail to verify with, or null
 * @param triedMails mails whose link or code was refused; they are not tried again
 * @param key the key we hold, or null
 * @param cause why it failed or what the last try answered, or null
 */
public record AccountStatus(
        AccountState state,
        int resends,
        int reissues,
        boolean doubtfulKeys,
        VerificationMail mail,
        Set<String> triedMails,
        IssuedKey key,
        Cause cause) {

    public AccountStatus {
        triedMails = Set.copyOf(triedMails);
    }

    /** A wish. */
    public static AccountStatus planned() {
        return recovered(AccountState.PLANNED, null, null);
    }

    /** As read back from the log, with nothing asked for twice so far. */
    public static AccountStatus recovered(AccountState state, IssuedKey key, Cause cause) {
        return new AccountStatus(state, 0, 0, false, null, Set.of(), key, cause);
    }

    /** The same with the counts that bound what may be asked for again; a crash must not begin them anew. */
    public AccountStatus withCounts(int resent, int reissued, boolean doubtful, Set<String> tried) {
        return new AccountStatus(state, resent, reissued, doubtful, mail, tried, key, cause);
    }

    /** Whether the log must be told of the difference before anything is done: all but the mail at hand and the cause. */
    public boolean differsInTheLogFrom(AccountStatus other) {
        return state != other.state
                || resends != other.resends
                || reissues != other.reissues
                || doubtfulKeys != other.doubtfulKeys
                || !triedMails.equals(other.triedMails)
                || !Objects.equals(key, other.key);
    }

    /** The provider holds, or may hold, a live key of an account that is given up or given back. */
    public boolean hasKeysToDrop() {
        return isFinal() && state != AccountState.READY && (key != null || doubtfulKeys);
    }

    /** Nothing more will happen to it unless the operator asks. */
    public boolean isFinal() {
        return switch (state) {
            case READY, FAILED, RETIRED, REVOKED -> true;
            default -> false;
        };
    }

    AccountStatus to(AccountState next) {
        return new AccountStatus(next, resends, reissues, doubtfulKeys, mail, triedMails, key, null);
    }

    AccountStatus failed(Cause why) {
        return new AccountStatus(AccountState.FAILED, resends, reissues, doubtfulKeys, null, triedMails, key, why);
    }

    AccountStatus because(Cause why) {
        return new AccountStatus(state, resends, reissues, doubtfulKeys, mail, triedMails, key, why);
    }

    AccountStatus withDoubtfulKeys(boolean doubtful) {
        return new AccountStatus(state, resends, reissues, doubtful, mail, triedMails, key, cause);
    }

    AccountStatus withMail(VerificationMail found) {
        return new AccountStatus(state, resends, reissues, doubtfulKeys, found, triedMails, key, cause);
    }

    AccountStatus withKey(IssuedKey issued) {
        return new AccountStatus(state, resends, reissues, doubtfulKeys, mail, triedMails, issued, cause);
    }

    /** The mail at hand proved useless and is never tried again. */
    AccountStatus mailTried() {
        Set<String> tried = new HashSet<>(triedMails);
        if (mail != null) {
            tried.add(mail.messageId());
        }
        return new AccountStatus(state, resends, reissues, doubtfulKeys, null, tried, key, cause);
    }

    AccountStatus resending() {
        return new AccountStatus(state, resends + 1, reissues, doubtfulKeys, mail, triedMails, key, cause);
    }

    AccountStatus reissuing() {
        return new AccountStatus(state, resends, reissues + 1, true, mail, triedMails, null, cause);
    }
}
