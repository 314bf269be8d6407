package io.tokenweir.provision.account;

import io.tokenweir.events.AccountState;

/**
 * The life of one account, as a pure function (status, fact) → (status, effect).
 *
 * <pre>
 * PLANNED → MAILBOX_CREATED → SIGNED_UP → MAIL_AWAITED → MAIL_RECEIVED → VERIFIED → KEY_ISSUED → READY
 *                                             ↑   link expired │            ↑  key refused │
 *                                             └────────────────┘            └──────────────┘
 * </pre>
 *
 * <p>The rule that makes a crash harmless: a status is committed before its effect is begun. So, read back from the log, an
 * account is at most one effect ahead of what the log says, and that one effect is either repeatable (a mailbox that exists
 * already is ours: its password is in the log), or can be looked up (a sign-up), or undone (a key whose answer was lost is
 * revoked and issued again). What the recipe gives no means to reconcile fails with that cause; nothing is guessed.
 *
 * <p>Keys that may have been issued behind our back are cleared twice: before issuing, and, because a predecessor's call
 * can still have been on its way, once more before the account is called ready; then the key is proven again, since whoever
 * raced us may have cleared as well. An account that fails, or is given back, leaves no live key either.
 */
public final class Lifecycle {
    /** How often a new verification mail is asked for. */
    public static final int MAX_RESENDS = 2;

    /** How often a key is issued anew. */
    public static final int MAX_REISSUES = 2;

    private static final Cause ALREADY_THERE =
            new Cause("already-there", "the provider said that the address is known, but cannot tell of it");

    private static final Cause SECOND_KEY = new Cause(
            "maybe-second-key",
            "its key works, but another may have been issued, and the recipe has no list-keys and revoke-key to find out");

    private Lifecycle() {}

    /** Throws {@link IllegalStateException} for a fact that cannot follow from the status: a mistake of the caller. */
    public static Decision on(AccountStatus status, Fact fact) {
        switch (fact.kind()) {
            case RESUMED:
                return resume(status);
            case RETIRE:
                return giveBack(status, AccountState.RETIRED);
            case REVOKE:
                return giveBack(status, AccountState.REVOKED);
            case STEP_FAILED:
                return failed(status, fact);
            default:
                break;
        }
        Decision decision = switch (status.state()) {
            case PLANNED -> planned(status, fact);
            case MAILBOX_CREATED -> mailboxCreated(status, fact);
            case SIGNED_UP -> signedUp(status, fact);
            case MAIL_AWAITED -> mailAwaited(status, fact);
            case MAIL_RECEIVED -> mailReceived(status, fact);
            case VERIFIED -> verified(status, fact);
            case KEY_ISSUED -> keyIssued(status, fact);
            case READY -> ready(status, fact);
            case FAILED, RETIRED, REVOKED -> ended(status, fact);
            default -> null;
        };
        if (decision == null) {
            throw new IllegalStateException("An account in state " + status.state() + " cannot take the fact " + fact);
        }
        return decision;
    }

    private static Decision resume(AccountStatus status) {
        return switch (status.state()) {
            case PLANNED -> new Decision(status, Effect.CREATE_MAILBOX);
            case MAILBOX_CREATED, SIGNED_UP, MAIL_AWAITED, MAIL_RECEIVED -> new Decision(status, Effect.LOOK_UP);
            case VERIFIED -> new Decision(status.withDoubtfulKeys(true), Effect.CLEAR_KEYS);
            case KEY_ISSUED -> new Decision(status, Effect.PROVE_KEY);
            case FAILED, RETIRED, REVOKED -> dropKeys(status);
            default -> new Decision(status, Effect.NONE);
        };
    }

    private static Decision planned(AccountStatus status, Fact fact) {
        return switch (fact.kind()) {
            case BEGUN -> new Decision(status, Effect.CREATE_MAILBOX);
            case MAILBOX_CREATED -> new Decision(status.to(AccountState.MAILBOX_CREATED), Effect.SIGN_UP);
            default -> null;
        };
    }

    private static Decision mailboxCreated(AccountStatus status, Fact fact) {
        return switch (fact.kind()) {
            case SIGNED_UP, LOOKED_UP_PENDING -> openMailbox(status);
            case ALREADY_THERE -> new Decision(status.resending().because(ALREADY_THERE), Effect.LOOK_UP);
            case SIGN_UP_ANSWER_LOST -> new Decision(status.resending().because(fact.cause()), Effect.LOOK_UP);
            case LOOKED_UP_ABSENT -> signUpOrFail(status);
            case LOOKED_UP_VERIFIED -> foundVerified(status);
            case NO_MEANS -> withoutLookUp(status);
            default -> null;
        };
    }

    private static Decision signUpOrFail(AccountStatus status) {
        return status.resends() <= MAX_RESENDS
                ? new Decision(status, Effect.SIGN_UP)
                : new Decision(status.failed(status.cause() == null ? ALREADY_THERE : status.cause()), Effect.NONE);
    }

    /** That the address is known there was said by the provider itself; a lost answer says nothing. */
    private static Decision withoutLookUp(AccountStatus status) {
        return ALREADY_THERE.equals(status.cause())
                ? openMailbox(status)
                : fail(status, "not-reconcilable", "it may have signed up, and the recipe has no look-up to find out");
    }

    private static Decision signedUp(AccountStatus status, Fact fact) {
        return switch (fact.kind()) {
            case MAILBOX_OPENED, LOOKED_UP_PENDING, NO_MEANS -> awaitMail(status);
            case LOOKED_UP_VERIFIED -> foundVerified(status);
            case LOOKED_UP_ABSENT -> vanished(status);
            default -> null;
        };
    }

    private static Decision mailAwaited(AccountStatus status, Fact fact) {
        return switch (fact.kind()) {
            case MAIL_FOUND -> new Decision(status.withMail(fact.mail()).to(AccountState.MAIL_RECEIVED), Effect.VERIFY);
            case MAIL_MISSING -> resendOrFail(status, fact.cause());
            case MAIL_RESENT, LOOKED_UP_PENDING -> new Decision(status, Effect.AWAIT_MAIL);
            case NO_MEANS -> new Decision(status, Effect.AWAIT_MAIL);
            case LOOKED_UP_VERIFIED -> foundVerified(status);
            case LOOKED_UP_ABSENT -> vanished(status);
            default -> null;
        };
    }

    /** A refused link is looked up first: it may have been used by our own call whose answer was lost. */
    private static Decision mailReceived(AccountStatus status, Fact fact) {
        return switch (fact.kind()) {
            case VERIFIED -> verifiedNow(status);
            case LINK_EXPIRED -> new Decision(status.mailTried().because(fact.cause()), Effect.LOOK_UP);
            case LOOKED_UP_PENDING, NO_MEANS ->
                status.triedMails().isEmpty() ? awaitMail(status) : resendOrFail(status, status.cause());
            case MAIL_RESENT -> awaitMail(status);
            case LOOKED_UP_VERIFIED -> foundVerified(status);
            case LOOKED_UP_ABSENT -> vanished(status);
            default -> null;
        };
    }

    private static Decision verified(AccountStatus status, Fact fact) {
        return switch (fact.kind()) {
            case KEYS_CLEARED -> new Decision(status, Effect.ISSUE_KEY);
            case KEY_ISSUED -> new Decision(status.withKey(fact.key()).to(AccountState.KEY_ISSUED), Effect.PROVE_KEY);
            case KEY_ANSWER_LOST -> reissueOrFail(status, fact.cause());
            case NO_MEANS -> unreconcilable(status);
            default -> null;
        };
    }

    private static Decision keyIssued(AccountStatus status, Fact fact) {
        return switch (fact.kind()) {
            case KEY_PROVEN -> status.doubtfulKeys() ? new Decision(status, Effect.CLEAR_KEYS) : becomeReady(status);
            case KEYS_CLEARED -> new Decision(status.withDoubtfulKeys(false), Effect.PROVE_KEY);
            case NO_MEANS ->
                new Decision(becomeReady(status).status().withDoubtfulKeys(true).because(SECOND_KEY), Effect.NONE);
            case KEY_REFUSED -> reissueOrFail(status, fact.cause());
            default -> null;
        };
    }

    private static Decision ready(AccountStatus status, Fact fact) {
        return switch (fact.kind()) {
            case KEY_REFUSED ->
                new Decision(status.withKey(null).to(AccountState.REVOKED).because(fact.cause()), Effect.NONE);
            default -> null;
        };
    }

    /** What is given up or given back leaves no live key behind, if the recipe has the means. */
    private static Decision ended(AccountStatus status, Fact fact) {
        return switch (fact.kind()) {
            case KEY_REVOKED -> dropKeys(status.withKey(null));
            case KEYS_CLEARED -> dropKeys(status.withDoubtfulKeys(false));
            case NO_MEANS -> new Decision(status, Effect.NONE);
            default -> null;
        };
    }

    private static Decision dropKeys(AccountStatus status) {
        if (status.key() != null) {
            return new Decision(status, Effect.REVOKE_KEY);
        }
        return new Decision(status, status.doubtfulKeys() ? Effect.CLEAR_KEYS : Effect.NONE);
    }

    private static Decision openMailbox(AccountStatus status) {
        return new Decision(status.to(AccountState.SIGNED_UP), Effect.OPEN_MAILBOX);
    }

    private static Decision awaitMail(AccountStatus status) {
        return new Decision(status.withMail(null).to(AccountState.MAIL_AWAITED), Effect.AWAIT_MAIL);
    }

    private static Decision verifiedNow(AccountStatus status) {
        return new Decision(
                status.withMail(null).to(AccountState.VERIFIED),
                status.doubtfulKeys() ? Effect.CLEAR_KEYS : Effect.ISSUE_KEY);
    }

    /** The provider says verified although we never saw the answer: a predecessor may have got as far as a key. */
    private static Decision foundVerified(AccountStatus status) {
        return verifiedNow(status.withDoubtfulKeys(true));
    }

    private static Decision becomeReady(AccountStatus status) {
        return new Decision(status.withDoubtfulKeys(false).to(AccountState.READY), Effect.NONE);
    }

    private static Decision resendOrFail(AccountStatus status, Cause cause) {
        return status.resends() < MAX_RESENDS
                ? new Decision(status.resending().because(cause), Effect.RESEND_MAIL)
                : new Decision(status.failed(cause), Effect.NONE);
    }

    private static Decision reissueOrFail(AccountStatus status, Cause cause) {
        return status.reissues() < MAX_REISSUES
                ? new Decision(status.reissuing().to(AccountState.VERIFIED).because(cause), Effect.CLEAR_KEYS)
                : dropKeys(status.withDoubtfulKeys(true).failed(cause));
    }

    private static Decision vanished(AccountStatus status) {
        return fail(status, "account-vanished", "the log says that it signed up, but the provider does not know it");
    }

    private static Decision unreconcilable(AccountStatus status) {
        return fail(
                status,
                "not-reconcilable",
                "a key may have been issued, and the recipe has no list-keys and revoke-key to find out");
    }

    private static Decision fail(AccountStatus status, String code, String detail) {
        return new Decision(status.failed(new Cause(code, detail)), Effect.NONE);
    }

    private static Decision failed(AccountStatus status, Fact fact) {
        if (status.isFinal()) {
            return new Decision(status.because(fact.cause()), Effect.NONE);
        }
        return dropKeys(status.failed(fact.cause()));
    }

    /** The log says so first, so nobody uses a key that is about to be revoked. */
    private static Decision giveBack(AccountStatus status, AccountState end) {
        return switch (status.state()) {
            case RETIRED, REVOKED -> dropKeys(status);
            case VERIFIED -> dropKeys(status.withDoubtfulKeys(true).to(end));
            default -> dropKeys(status.to(end));
        };
    }
}
