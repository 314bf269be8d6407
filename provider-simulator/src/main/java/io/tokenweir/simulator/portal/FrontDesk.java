package io.tokenweir.simulator.portal;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import io.tokenweir.simulator.account.KeyRing;
import io.tokenweir.simulator.account.Secrets;
import io.tokenweir.simulator.config.PortalConfig;
import io.tokenweir.simulator.config.SignUpConfig;
import io.tokenweir.simulator.http.Response;

/**
 * What a visitor of the portal can do, whether through JSON or through pages. Owns accounts, organisations and keys, and
 * sends the mails. Refusals are {@link PortalException}s. Thread-safe.
 */
final class FrontDesk {
    private static final int SECRET_BYTES = 24;

    private final SignUpConfig signUp;
    private final Faults faults;
    private final Accounts accounts;
    private final Organisations organisations;
    private final ApiKeys apiKeys;
    private final Consumer<Portal.Verification> mailer;
    private final LongSupplier nanoClock;

    FrontDesk(
            SignUpConfig signUp,
            PortalConfig portal,
            String organization,
            long seed,
            KeyRing keys,
            Consumer<Portal.Verification> mailer,
            LongSupplier nanoClock) {
        this.signUp = signUp;
        this.faults = new Faults(portal.faults(), seed);
        LoginLock lock = new LoginLock(portal.loginAttempts(), portal.loginLockSeconds());
        this.accounts = new Accounts(signUp, lock, keys, Secrets::sixDigits, () -> Secrets.random(SECRET_BYTES));
        this.organisations = new Organisations(portal.organisations(), organization);
        KeyTemplate template = new KeyTemplate(portal.keyTemplate());
        this.apiKeys = new ApiKeys(keys, () -> template.key(Secrets::number));
        this.mailer = mailer;
        this.nanoClock = nanoClock;
    }

    /** An answer that goes wrong on purpose after its work was done. */
    record Done<T>(T value, boolean answerLost) {}

    Done<Accounts.View> signUp(Form form) {
        String email = form.email("email");
        String domain = email.substring(email.indexOf('@') + 1);
        if (signUp.refusedDomains().contains(domain)) {
            throw new PortalException(422, "refused_domain", "Addresses of " + domain + " are not accepted.");
        }
        String password = form.password();
        form.text("name");
        if (faults.captcha(email)) {
            throw new PortalException(403, "captcha_required", "Prove that you are a person: a captcha is demanded.");
        }
        Accounts.View account = accounts.signUp(email, password, nanoClock.getAsLong());
        if (faults.expiredLink(email)) {
            accounts.expire(email);
        }
        send(account);
        return new Done<>(account, faults.lostSignUpAnswer(email));
    }

    /** How some services say that they failed: with status 200. */
    static Response errorPage() {
        return Response.html(
                200,
                "<!doctype html><html lang=\"en\"><title>Error</title><h1>Something went wrong</h1>"
                        + "<p>Your account could not be created. Please try again later.");
    }

    /** Whether the sign-up of this address is answered with a page that says it failed. */
    boolean answersWithErrorPage(String email) {
        return faults.errorPage(email);
    }

    Accounts.View find(String address) {
        return accounts.find(Form.checkedEmail(address))
                .orElseThrow(() -> new PortalException(404, "unknown_email", "There is no account for this address."));
    }

    Accounts.View resend(Form form) {
        Accounts.View account = accounts.resend(form.email("email"), nanoClock.getAsLong());
        send(account);
        return account;
    }

    Accounts.View verifyLink(String token) {
        return accounts.verifyLink(token, nanoClock.getAsLong());
    }

    Accounts.View verifyCode(Form form) {
        return accounts.verifyCode(form.email("email"), form.text("code"), nanoClock.getAsLong());
    }

    /** A new session. */
    String login(Form form) {
        return accounts.login(form.email("email"), form.text("password"), nanoClock.getAsLong());
    }

    void logout(String session) {
        accounts.logout(session);
    }

    Accounts.View ofSession(String session) {
        return accounts.ofSession(session);
    }

    Done<ApiKeys.Made> createKey(Accounts.View account, Form form) {
        String name = form.text("name");
        Organisations.Place place = organisations.place(account.accountId(), form.optional("project"));
        int ordinal = apiKeys.made(account);
        ApiKeys.Made made = apiKeys.create(account, name, place, faults.deadKey(account.email(), ordinal));
        return new Done<>(made, faults.lostKeyAnswer(account.email(), ordinal));
    }

    List<ApiKeys.Listed> keys(Accounts.View account) {
        return apiKeys.list(account);
    }

    void deleteKey(Accounts.View account, String id) {
        apiKeys.delete(account, id);
    }

    List<Organisations.Listed> organisations(Accounts.View account) {
        return organisations.list(account.accountId());
    }

    Organisations.Listed organisation(Accounts.View account, String id) {
        return organisations.get(account.accountId(), id);
    }

    Organisations.Listed createOrganisation(Accounts.View account, Form form) {
        return organisations.create(account.accountId(), form.text("name"));
    }

    Organisations.Project createProject(Accounts.View account, String organization, Form form) {
        return organisations.createProject(account.accountId(), organization, form.text("name"));
    }

    List<AccountTruth> truth() {
        return accounts.all().stream()
                .map(each -> AccountTruth.of(
                        each,
                        organisations.list(each.view().accountId()),
                        apiKeys.made(each.view()),
                        apiKeys.live(each.view())))
                .toList();
    }

    private void send(Accounts.View account) {
        account.challenge().ifPresent(c -> mailer.accept(new Portal.Verification(c.email(), c.linkToken(), c.code())));
    }
}
