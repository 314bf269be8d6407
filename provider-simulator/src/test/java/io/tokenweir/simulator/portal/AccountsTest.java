package io.tokenweir.simulator.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import io.tokenweir.simulator.account.KeyRing;
import io.tokenweir.simulator.config.SignUpConfig;

class AccountsTest {
    private static final String EMAIL = "ada@mail.sim.test";
    private final AtomicInteger made = new AtomicInteger();
    private final Accounts accounts = new Accounts(
            new SignUpConfig(0, 1, 15, 3, List.of()),
            new LoginLock(3, 60),
            new KeyRing(false, "org-test"),
            () -> String.format("%06d", made.incrementAndGet()),
            () -> "token" + made.incrementAndGet());

    @Test
    void aCodeIsLockedAfterTooManyWrongOnesUntilANewMail() {
        String code =
                accounts.signUp(EMAIL, "secret", 0).challenge().orElseThrow().code();
        for (int i = 0; i < 3; i++) {
            assertThat(refusal(() -> accounts.verifyCode(EMAIL, "999999", 0)).code())
                    .isEqualTo("wrong_code");
        }
        assertThat(refusal(() -> accounts.verifyCode(EMAIL, code, 0)).code()).isEqualTo("code_locked");

        String fresh = accounts.resend(EMAIL, 0).challenge().orElseThrow().code();

        assertThat(accounts.verifyCode(EMAIL, fresh, 0).state()).isEqualTo("verified");
    }

    @Test
    void linkAndCodeExpire() {
        Accounts.Challenge challenge =
                accounts.signUp(EMAIL, "secret", 0).challenge().orElseThrow();
        long late = Duration.ofMinutes(15).toNanos() + 1;

        assertThat(refusal(() -> accounts.verifyCode(EMAIL, challenge.code(), late))
                        .status())
                .isEqualTo(410);
        assertThat(refusal(() -> accounts.verifyLink(challenge.linkToken(), late))
                        .status())
                .isEqualTo(410);
        assertThat(accounts.find(EMAIL).orElseThrow().state()).isEqualTo("pending");
    }

    @Test
    void theCodeOfAnotherAccountDoesNotVerify() {
        String other = accounts.signUp("bob@mail.sim.test", "secret", 0)
                .challenge()
                .orElseThrow()
                .code();
        accounts.signUp(EMAIL, "secret", 0);

        assertThat(refusal(() -> accounts.verifyCode(EMAIL, other, 0)).code()).isEqualTo("wrong_code");
    }

    @Test
    void numbersAccountsInOrderOfSignUp() {
        assertThat(accounts.signUp(EMAIL, "secret", 0).index()).isZero();
        assertThat(accounts.signUp("bob@mail.sim.test", "secret", 0).index()).isEqualTo(1);
        assertThat(refusal(() -> accounts.signUp(EMAIL, "secret", 0)).status()).isEqualTo(409);
        assertThat(accounts.signUp("eve@mail.sim.test", "secret", 0).accountId())
                .isEqualTo("acct-000003");
    }

    private static PortalException refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(PortalException.class, call);
    }
}
