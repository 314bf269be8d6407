package io.tokenweir.simulator.portal;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import io.tokenweir.simulator.account.KeyRing;
import io.tokenweir.simulator.account.Secrets;
import io.tokenweir.simulator.config.SignUpConfig;

/**
 * The accounts of the portal, from sign-up to verification and login. No I/O; time is passed in. Passwords, codes, links
 * and sessions are remembered by digest only. Thread-safe.
 */
final class Accounts {
    /** The oldest beyond that have to log in again. */
    private static final int MOST_SESSIONS = 100_000;

    private final SignUpConfig config;
    private final LoginLock loginLock;
    private final KeyRing keys;
    private final Supplier<String> codes;
    private final Supplier<String> tokens;
    private final Map<String, Account> byEmail = new LinkedHashMap<>();
    private final Map<String, Account> byLink = new HashMap<>();
    private final Map<String, Account> bySession = new LinkedHashMap<>();

    /** What a mail must carry. */
    record Challenge(String email, String linkToken, String code) {}

    /** An account as its owner sees it; {@code challenge} is there when a mail has to be sent. */
    record View(String email, String accountId, int index, String state, Optional<Challenge> challenge) {}

    /** An account as only the provider sees it; {@code refusedSignUps} found that it existed. */
    record Truth(View view, int refusedSignUps, int mails, int logins) {}

    /**
     * @param loginLock when wrong passwords lock an address
     * @param codes makes six-digit codes; {@code tokens} makes link tokens and sessions
     */
    Accounts(SignUpConfig config, LoginLock loginLock, KeyRing keys, Supplier<String> codes, Supplier<String> tokens) {
        this.config = config;
        this.loginLock = loginLock;
        this.keys = keys;
        this.codes = codes;
        this.tokens = tokens;
    }

    /** Opens an account. 409 when the address has one (its view is in {@link #find}). */
    synchronized View signUp(String email, String password, long nowNanos) {
        Account existing = byEmail.get(email);
        if (existing != null) {
            existing.refusedSignUps++;
            throw new PortalException(409, "email_exists", "There is an account for this address.");
        }
        int index = keys.nextAccountIndex();
        Account account = new Account(email, KeyRing.accountId(index), index);
        account.passwordDigest = Secrets.digest(account.id + password);
        byEmail.put(email, account);
        return view(account, challenge(account, nowNanos));
    }

    synchronized Optional<View> find(String email) {
        return Optional.ofNullable(byEmail.get(email)).map(account -> view(account, null));
    }

    /** Makes the old link and code void and gives new ones. */
    synchronized View resend(String email, long nowNanos) {
        Account account = known(email);
        if (account.verified) {
            throw new PortalException(409, "already_verified", "This address is verified already.");
        }
        return view(account, challenge(account, nowNanos));
    }

    /** A link works once. */
    synchronized View verifyLink(String token, long nowNanos) {
        Account account = byLink.remove(Secrets.digest(token));
        if (account == null) {
            throw new PortalException(410, "link_void", "This link was used before, was replaced, or never existed.");
        }
        return verified(account, nowNanos);
    }

    synchronized View verifyCode(String email, String code, long nowNanos) {
        Account account = known(email);
        if (account.verified) {
            return view(account, null);
        }
        if (account.wrongCodes >= config.codeAttempts()) {
            throw new PortalException(
                    403, "code_locked", "Too many wrong codes; ask for a new mail with POST /signup/resend.");
        }
        if (!Secrets.digest(account.id + code).equals(account.codeDigest)) {
            account.wrongCodes++;
            throw new PortalException(400, "wrong_code", "This is not the code of the latest mail.");
        }
        return verified(account, nowNanos);
    }

    /** Makes the link and the code of the latest mail void, as if their time were over. */
    synchronized void expire(String email) {
        known(email).expired = true;
    }

    /** A session for a verified account. */
    synchronized String login(String email, String password, long nowNanos) {
        loginLock.check(email, nowNanos);
        Account account = byEmail.get(email);
        if (account == null || !Secrets.digest(account.id + password).equals(account.passwordDigest)) {
            loginLock.wrong(email, nowNanos);
            throw new PortalException(401, "wrong_credentials", "No account has this address and password.");
        }
        if (!account.verified) {
            throw new PortalException(403, "not_verified", "The address is not verified yet.");
        }
        loginLock.right(email);
        account.logins++;
        String session = "sess-" + tokens.get();
        bySession.put(Secrets.digest(session), account);
        if (bySession.size() > MOST_SESSIONS) {
            bySession.remove(bySession.keySet().iterator().next());
        }
        return session;
    }

    /** The account of a session. */
    synchronized View ofSession(String session) {
        Account account = bySession.get(Secrets.digest(session));
        if (account == null) {
            throw new PortalException(401, "no_session", "Log in first, at POST /login.");
        }
        return view(account, null);
    }

    /** The session opens nothing any more. */
    synchronized void logout(String session) {
        bySession.remove(Secrets.digest(session));
    }

    /** All accounts in order of sign-up. */
    synchronized List<Truth> all() {
        return byEmail.values().stream()
                .map(each -> new Truth(view(each, null), each.refusedSignUps, each.mails, each.logins))
                .toList();
    }

    private Account known(String email) {
        Account account = byEmail.get(email);
        if (account == null) {
            throw new PortalException(404, "unknown_email", "There is no account for this address.");
        }
        return account;
    }

    private View verified(Account account, long nowNanos) {
        if (account.expired
                || nowNanos - account.challengedNanos
                        > Duration.ofMinutes(config.linkMinutes()).toNanos()) {
            throw new PortalException(
                    410, "expired", "Link and code have expired; POST /signup/resend sends new ones.");
        }
        account.verified = true;
        byLink.remove(account.linkDigest);
        account.linkDigest = null;
        account.codeDigest = null;
        return view(account, null);
    }

    private Challenge challenge(Account account, long nowNanos) {
        byLink.remove(account.linkDigest);
        Challenge challenge = new Challenge(account.email, tokens.get(), codes.get());
        account.linkDigest = Secrets.digest(challenge.linkToken());
        account.codeDigest = Secrets.digest(account.id + challenge.code());
        account.wrongCodes = 0;
        account.expired = false;
        account.mails++;
        account.challengedNanos = nowNanos;
        byLink.put(account.linkDigest, account);
        return challenge;
    }

    private static View view(Account account, Challenge challenge) {
        return new View(
                account.email,
                account.id,
                account.index,
                account.verified ? "verified" : "pending",
                Optional.ofNullable(challenge));
    }

    private static final class Account {
        final String email;
        final String id;
        final int index;
        String passwordDigest;
        String linkDigest;
        String codeDigest;
        long challengedNanos;
        int wrongCodes;
        boolean expired;
        boolean verified;
        int refusedSignUps;
        int mails;
        int logins;

        Account(String email, String id, int index) {
            this.email = email;
            this.id = id;
            this.index = index;
        }
    }
}
