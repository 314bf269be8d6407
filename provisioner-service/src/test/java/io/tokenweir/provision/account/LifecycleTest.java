package io.tokenweir.provision.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.tokenweir.events.AccountState;
import io.tokenweir.provision.account.Fact.Kind;

class LifecycleTest {
    private static final Cause CAUSE = new Cause("why", "because");
    private static final IssuedKey KEY = new IssuedKey("key-1", "sk-1");
    private static final VerificationMail MAIL = new VerificationMail("mail-1", "http://p/verify?token=1", null);
    private static final Set<AccountState> LIVING = EnumSet.of(
            AccountState.PLANNED,
            AccountState.MAILBOX_CREATED,
            AccountState.SIGNED_UP,
            AccountState.MAIL_AWAITED,
            AccountState.MAIL_RECEIVED,
            AccountState.VERIFIED,
            AccountState.KEY_ISSUED);

    /** Everything that may happen, as (state, fact → state, effect); what is not in here must be refused. */
    private static final String TABLE = """
            PLANNED BEGUN -> PLANNED CREATE_MAILBOX
            PLANNED RESUMED -> PLANNED CREATE_MAILBOX
            PLANNED MAILBOX_CREATED -> MAILBOX_CREATED SIGN_UP
            PLANNED STEP_FAILED -> FAILED NONE
            PLANNED RETIRE -> RETIRED NONE
            PLANNED REVOKE -> REVOKED NONE
            MAILBOX_CREATED RESUMED -> MAILBOX_CREATED LOOK_UP
            MAILBOX_CREATED SIGNED_UP -> SIGNED_UP OPEN_MAILBOX
            MAILBOX_CREATED ALREADY_THERE -> MAILBOX_CREATED LOOK_UP
            MAILBOX_CREATED SIGN_UP_ANSWER_LOST -> MAILBOX_CREATED LOOK_UP
            MAILBOX_CREATED LOOKED_UP_ABSENT -> MAILBOX_CREATED SIGN_UP
            MAILBOX_CREATED LOOKED_UP_PENDING -> SIGNED_UP OPEN_MAILBOX
            MAILBOX_CREATED LOOKED_UP_VERIFIED -> VERIFIED CLEAR_KEYS
            MAILBOX_CREATED NO_MEANS -> FAILED NONE
            MAILBOX_CREATED STEP_FAILED -> FAILED NONE
            MAILBOX_CREATED RETIRE -> RETIRED NONE
            MAILBOX_CREATED REVOKE -> REVOKED NONE
            SIGNED_UP RESUMED -> SIGNED_UP LOOK_UP
            SIGNED_UP MAILBOX_OPENED -> MAIL_AWAITED AWAIT_MAIL
            SIGNED_UP LOOKED_UP_PENDING -> MAIL_AWAITED AWAIT_MAIL
            SIGNED_UP NO_MEANS -> MAIL_AWAITED AWAIT_MAIL
            SIGNED_UP LOOKED_UP_VERIFIED -> VERIFIED CLEAR_KEYS
            SIGNED_UP LOOKED_UP_ABSENT -> FAILED NONE
            SIGNED_UP STEP_FAILED -> FAILED NONE
            SIGNED_UP RETIRE -> RETIRED NONE
            SIGNED_UP REVOKE -> REVOKED NONE
            MAIL_AWAITED RESUMED -> MAIL_AWAITED LOOK_UP
            MAIL_AWAITED MAIL_FOUND -> MAIL_RECEIVED VERIFY
            MAIL_AWAITED MAIL_MISSING -> MAIL_AWAITED RESEND_MAIL
            MAIL_AWAITED MAIL_RESENT -> MAIL_AWAITED AWAIT_MAIL
            MAIL_AWAITED LOOKED_UP_PENDING -> MAIL_AWAITED AWAIT_MAIL
            MAIL_AWAITED NO_MEANS -> MAIL_AWAITED AWAIT_MAIL
            MAIL_AWAITED LOOKED_UP_VERIFIED -> VERIFIED CLEAR_KEYS
            MAIL_AWAITED LOOKED_UP_ABSENT -> FAILED NONE
            MAIL_AWAITED STEP_FAILED -> FAILED NONE
            MAIL_AWAITED RETIRE -> RETIRED NONE
            MAIL_AWAITED REVOKE -> REVOKED NONE
            MAIL_RECEIVED RESUMED -> MAIL_RECEIVED LOOK_UP
            MAIL_RECEIVED VERIFIED -> VERIFIED ISSUE_KEY
            MAIL_RECEIVED LINK_EXPIRED -> MAIL_RECEIVED LOOK_UP
            MAIL_RECEIVED MAIL_RESENT -> MAIL_AWAITED AWAIT_MAIL
            MAIL_RECEIVED LOOKED_UP_PENDING -> MAIL_AWAITED AWAIT_MAIL
            MAIL_RECEIVED NO_MEANS -> MAIL_AWAITED AWAIT_MAIL
            MAIL_RECEIVED LOOKED_UP_VERIFIED -> VERIFIED CLEAR_KEYS
            MAIL_RECEIVED LOOKED_UP_ABSENT -> FAILED NONE
            MAIL_RECEIVED STEP_FAILED -> FAILED NONE
            MAIL_RECEIVED RETIRE -> RETIRED NONE
            MAIL_RECEIVED REVOKE -> REVOKED NONE
            VERIFIED RESUMED -> VERIFIED CLEAR_KEYS
            VERIFIED KEYS_CLEARED -> VERIFIED ISSUE_KEY
            VERIFIED KEY_ISSUED -> KEY_ISSUED PROVE_KEY
            VERIFIED KEY_ANSWER_LOST -> VERIFIED CLEAR_KEYS
            VERIFIED NO_MEANS -> FAILED NONE
            VERIFIED STEP_FAILED -> FAILED NONE
            VERIFIED RETIRE -> RETIRED CLEAR_KEYS
            VERIFIED REVOKE -> REVOKED CLEAR_KEYS
            KEY_ISSUED RESUMED -> KEY_ISSUED PROVE_KEY
            KEY_ISSUED KEY_PROVEN -> READY NONE
            KEY_ISSUED KEYS_CLEARED -> KEY_ISSUED PROVE_KEY
            KEY_ISSUED NO_MEANS -> READY NONE
            KEY_ISSUED KEY_REFUSED -> VERIFIED CLEAR_KEYS
            KEY_ISSUED STEP_FAILED -> FAILED REVOKE_KEY
            KEY_ISSUED RETIRE -> RETIRED REVOKE_KEY
            KEY_ISSUED REVOKE -> REVOKED REVOKE_KEY
            READY RESUMED -> READY NONE
            READY RETIRE -> RETIRED REVOKE_KEY
            READY REVOKE -> REVOKED REVOKE_KEY
            READY KEY_REFUSED -> REVOKED NONE
            READY STEP_FAILED -> READY NONE
            FAILED RESUMED -> FAILED NONE
            FAILED KEY_REVOKED -> FAILED NONE
            FAILED KEYS_CLEARED -> FAILED NONE
            FAILED NO_MEANS -> FAILED NONE
            FAILED RETIRE -> RETIRED NONE
            FAILED REVOKE -> REVOKED NONE
            FAILED STEP_FAILED -> FAILED NONE
            RETIRED RESUMED -> RETIRED NONE
            RETIRED KEY_REVOKED -> RETIRED NONE
            RETIRED KEYS_CLEARED -> RETIRED NONE
            RETIRED NO_MEANS -> RETIRED NONE
            RETIRED RETIRE -> RETIRED NONE
            RETIRED REVOKE -> RETIRED NONE
            RETIRED STEP_FAILED -> RETIRED NONE
            REVOKED RESUMED -> REVOKED NONE
            REVOKED KEY_REVOKED -> REVOKED NONE
            REVOKED KEYS_CLEARED -> REVOKED NONE
            REVOKED NO_MEANS -> REVOKED NONE
            REVOKED RETIRE -> REVOKED NONE
            REVOKED REVOKE -> REVOKED NONE
            REVOKED STEP_FAILED -> REVOKED NONE
            """;

    private static AccountStatus in(AccountState state) {
        boolean keyed = state == AccountState.KEY_ISSUED || state == AccountState.READY;
        return AccountStatus.recovered(state, keyed ? KEY : null, null);
    }

    private static Fact fact(Kind kind) {
        return switch (kind) {
            case MAIL_FOUND -> Fact.mailFound(MAIL);
            case KEY_ISSUED -> Fact.keyIssued(KEY);
            default -> Fact.of(kind, CAUSE);
        };
    }

    @Test
    void doesWhatTheTableSaysForEveryStateAndFactAndRefusesTheRest() {
        List<String> seen = new ArrayList<>();
        for (AccountState state : AccountState.values()) {
            for (Kind kind : Kind.values()) {
                if (state == AccountState.OTHER) {
                    continue;
                }
                try {
                    Decision decision = Lifecycle.on(in(state), fact(kind));
                    seen.add(state + " " + kind + " -> " + decision.status().state() + " " + decision.effect());
                } catch (IllegalStateException refused) {
                    assertThat(refused).hasMessageContaining(state.toString());
                }
            }
        }
        assertThat(seen).containsExactlyInAnyOrderElementsOf(TABLE.lines().toList());
    }

    @Test
    void failsWithTheStepsCauseFromEveryLivingState() {
        for (AccountState state : LIVING) {
            AccountStatus failed = Lifecycle.on(in(state), Fact.failed(CAUSE)).status();
            assertThat(failed.isFinal()).isTrue();
            assertThat(failed.cause()).isEqualTo(CAUSE);
        }
    }

    @Test
    void asksForAnotherMailTwiceAndThenFails() {
        AccountStatus status = in(AccountState.MAIL_AWAITED);
        for (int resend = 0; resend < Lifecycle.MAX_RESENDS; resend++) {
            Decision decision = Lifecycle.on(status, Fact.of(Kind.MAIL_MISSING, CAUSE));
            assertThat(decision.effect()).isEqualTo(Effect.RESEND_MAIL);
            status = decision.status();
        }
        Decision last = Lifecycle.on(status, Fact.of(Kind.MAIL_MISSING, CAUSE));
        assertThat(last.status().state()).isEqualTo(AccountState.FAILED);
    }

    @Test
    void neverTriesAnExpiredLinkAgain() {
        AccountStatus received = Lifecycle.on(in(AccountState.MAIL_AWAITED), Fact.mailFound(MAIL))
                .status();
        AccountStatus expired =
                Lifecycle.on(received, Fact.of(Kind.LINK_EXPIRED, CAUSE)).status();
        Decision resend = Lifecycle.on(expired, Fact.of(Kind.LOOKED_UP_PENDING));

        assertThat(resend.effect()).isEqualTo(Effect.RESEND_MAIL);
        assertThat(resend.status().triedMails()).containsExactly(MAIL.messageId());
    }

    @Test
    void issuesAKeyAnewTwiceAndThenFails() {
        AccountStatus status = in(AccountState.KEY_ISSUED);
        for (int reissue = 0; reissue < Lifecycle.MAX_REISSUES; reissue++) {
            AccountStatus verified =
                    Lifecycle.on(status, Fact.of(Kind.KEY_REFUSED, CAUSE)).status();
            assertThat(verified.key()).isNull();
            status = Lifecycle.on(verified, Fact.keyIssued(KEY)).status();
        }
        Decision last = Lifecycle.on(status, Fact.of(Kind.KEY_REFUSED, CAUSE));
        assertThat(last.status().state()).isEqualTo(AccountState.FAILED);
    }

    @Test
    void clearsDoubtfulKeysOnceMoreAndProvesTheKeyAgainBeforeItIsReady() {
        AccountStatus doubtful = in(AccountState.KEY_ISSUED).withDoubtfulKeys(true);
        Decision proven = Lifecycle.on(doubtful, Fact.of(Kind.KEY_PROVEN));
        assertThat(proven.effect()).isEqualTo(Effect.CLEAR_KEYS);

        Decision cleared = Lifecycle.on(proven.status(), Fact.of(Kind.KEYS_CLEARED));
        assertThat(cleared.effect()).isEqualTo(Effect.PROVE_KEY);

        Decision again = Lifecycle.on(cleared.status(), Fact.of(Kind.KEY_PROVEN));
        assertThat(again.status().state()).isEqualTo(AccountState.READY);
    }

    @Test
    void saysOfAReadyAccountThatNobodyCouldLookForASecondKey() {
        AccountStatus doubtful = in(AccountState.KEY_ISSUED).withDoubtfulKeys(true);

        AccountStatus ready = Lifecycle.on(doubtful, Fact.of(Kind.NO_MEANS)).status();

        assertThat(ready.state()).isEqualTo(AccountState.READY);
        assertThat(ready.cause().code()).isEqualTo("maybe-second-key");
    }

    @Test
    void takesWordForASignUpFromTheProviderOnly() {
        AccountStatus known = Lifecycle.on(in(AccountState.MAILBOX_CREATED), Fact.of(Kind.ALREADY_THERE))
                .status();
        AccountStatus lost = Lifecycle.on(in(AccountState.MAILBOX_CREATED), Fact.of(Kind.SIGN_UP_ANSWER_LOST, CAUSE))
                .status();

        assertThat(Lifecycle.on(known, Fact.of(Kind.NO_MEANS)).status().state()).isEqualTo(AccountState.SIGNED_UP);
        assertThat(Lifecycle.on(lost, Fact.of(Kind.NO_MEANS)).status().cause().code())
                .isEqualTo("not-reconcilable");
    }

    @Test
    void signsUpAgainOnlyAFewTimesThoughNoAnswerEverComes() {
        AccountStatus status = in(AccountState.MAILBOX_CREATED);
        for (int lost = 0; lost < 10 && !status.isFinal(); lost++) {
            status = Lifecycle.on(status, Fact.of(Kind.SIGN_UP_ANSWER_LOST, CAUSE))
                    .status();
            status = Lifecycle.on(status, Fact.of(Kind.LOOKED_UP_ABSENT)).status();
        }
        assertThat(status.state()).isEqualTo(AccountState.FAILED);
        assertThat(status.cause()).isEqualTo(CAUSE);
    }

    @Test
    void leavesNoKeyOfAFailedAccountAlive() {
        AccountStatus doubtful = in(AccountState.KEY_ISSUED).withDoubtfulKeys(true);

        Decision failed = Lifecycle.on(doubtful, Fact.failed(CAUSE));
        assertThat(failed.effect()).isEqualTo(Effect.REVOKE_KEY);
        Decision revoked = Lifecycle.on(failed.status(), Fact.of(Kind.KEY_REVOKED));
        assertThat(revoked.effect()).isEqualTo(Effect.CLEAR_KEYS);
        Decision cleared = Lifecycle.on(revoked.status(), Fact.of(Kind.KEYS_CLEARED));

        assertThat(cleared.effect()).isEqualTo(Effect.NONE);
        assertThat(cleared.status().hasKeysToDrop()).isFalse();
    }

    @Test
    void saysWhichStateAndFactDoNotGoTogether() {
        assertThatThrownBy(() -> Lifecycle.on(in(AccountState.PLANNED), Fact.of(Kind.KEY_PROVEN)))
                .hasMessageContaining("PLANNED")
                .hasMessageContaining("KEY_PROVEN");
    }

    @Test
    void printsNoKeyAndNoLink() {
        AccountStatus status = in(AccountState.KEY_ISSUED).withMail(MAIL);
        assertThat(status.toString()).doesNotContain(KEY.secret()).doesNotContain(MAIL.link());
    }
}
