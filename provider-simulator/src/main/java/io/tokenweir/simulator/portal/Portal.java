package io.tokenweir.simulator.portal;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import io.netty.handler.codec.http.HttpMethod;

import io.tokenweir.simulator.account.KeyRing;
import io.tokenweir.simulator.account.Secrets;
import io.tokenweir.simulator.api.Surface;
import io.tokenweir.simulator.config.SignUpConfig;
import io.tokenweir.simulator.http.Exchange;
import io.tokenweir.simulator.http.Request;
import io.tokenweir.simulator.http.Response;

/** The sign-up portal over HTTP: sign-up, verification by link or code, login, keys. Answers every path: it stands last. */
public final class Portal implements Surface {
    private static final int SECRET_BYTES = 24;

    private final SignUpConfig config;
    private final Accounts accounts;
    private final ApiKeys apiKeys;
    private final ClientLimit signUpLimit;
    private final Consumer<Verification> mailer;
    private final LongSupplier nanoClock;

    /** A verification mail to send. */
    public record Verification(String email, String linkToken, String code) {}

    /** @param mailer sends verification mails; must not block */
    public Portal(SignUpConfig config, KeyRing keys, Consumer<Verification> mailer, LongSupplier nanoClock) {
        this.config = config;
        this.accounts = new Accounts(config, keys, Secrets::sixDigits, () -> Secrets.random(SECRET_BYTES));
        this.apiKeys = new ApiKeys(keys, () -> Secrets.random(SECRET_BYTES));
        this.signUpLimit = new ClientLimit(config.requestsPerSecond(), config.burst(), nanoClock);
        this.mailer = mailer;
        this.nanoClock = nanoClock;
    }

    @Override
    public boolean answers(Request request) {
        return true;
    }

    @Override
    public void handle(Exchange exchange) {
        try {
            Request request = exchange.request();
            if (request.is(HttpMethod.POST, "/signup") && Limited.refuses(signUpLimit, exchange)) {
                return;
            }
            exchange.respond(answer(request));
        } catch (PortalException refusal) {
            exchange.respond(refusal.response());
        }
    }

    private Response answer(Request request) {
        String route = request.method() + " " + request.path();
        return switch (route) {
            case "POST /signup" -> signUp(Form.of(request));
            case "GET /signup" -> find(request);
            case "POST /signup/resend" -> {
                Accounts.View account = accounts.resend(Form.of(request).email("email"), nanoClock.getAsLong());
                send(account);
                yield view(202, account);
            }
            case "GET /verify" -> verifyLink(request);
            case "POST /verify" -> {
                Form form = Form.of(request);
                yield view(200, accounts.verifyCode(form.email("email"), form.text("code"), nanoClock.getAsLong()));
            }
            case "POST /login" -> {
                Form form = Form.of(request);
                yield Response.json(200, Map.of("session", accounts.login(form.email("email"), form.text("password"))));
            }
            case "POST /api-keys" ->
                Response.json(
                        201, apiKeys.create(session(request), Form.of(request).text("name")));
            case "GET /api-keys" -> Response.json(200, apiKeys.list(session(request)));
            default -> deleteKey(request);
        };
    }

    private Response deleteKey(Request request) {
        if (!request.method().equals(HttpMethod.DELETE) || !request.path().startsWith("/api-keys/")) {
            throw new PortalException(404, "not_found", "There is nothing at " + request.path() + ".");
        }
        apiKeys.delete(session(request), request.path().substring("/api-keys/".length()));
        return Response.noContent();
    }

    private Response signUp(Form form) {
        String email = form.email("email");
        String domain = email.substring(email.indexOf('@') + 1);
        if (config.refusedDomains().contains(domain)) {
            throw new PortalException(422, "refused_domain", "Addresses of " + domain + " are not accepted.");
        }
        String password = form.password();
        form.text("name");
        try {
            Accounts.View account = accounts.signUp(email, password, nanoClock.getAsLong());
            send(account);
            return view(202, account);
        } catch (PortalException exists) {
            return accounts.find(email)
                    .map(account -> view(exists.status(), account))
                    .orElseThrow(() -> exists);
        }
    }

    private Response find(Request request) {
        String email = Form.checkedEmail(request.query("email").orElse(""));
        return accounts.find(email)
                .map(account -> view(200, account))
                .orElseThrow(() -> new PortalException(404, "unknown_email", "There is no account for this address."));
    }

    /** A person gets a page, a program JSON. */
    private Response verifyLink(Request request) {
        Accounts.View account = accounts.verifyLink(request.query("token").orElse(""), nanoClock.getAsLong());
        String accept = request.headers().get("accept", "").toLowerCase(Locale.ROOT);
        return accept.contains("text/html")
                ? Response.html(
                        200, "<!doctype html><title>Verified</title><p>Your address is verified. You can log in.")
                : view(200, account);
    }

    private void send(Accounts.View account) {
        account.challenge().ifPresent(c -> mailer.accept(new Verification(c.email(), c.linkToken(), c.code())));
    }

    private Accounts.View session(Request request) {
        return accounts.ofSession(request.bearer().orElse(""));
    }

    private static Response view(int status, Accounts.View account) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("accountId", account.accountId());
        body.put("state", account.state());
        return Response.json(status, body);
    }
}
