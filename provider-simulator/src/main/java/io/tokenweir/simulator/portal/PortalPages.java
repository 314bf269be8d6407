package io.tokenweir.simulator.portal;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.netty.handler.codec.http.HttpMethod;

import io.tokenweir.simulator.SimulatorConfig;
import io.tokenweir.simulator.http.Request;
import io.tokenweir.simulator.http.Response;
import io.tokenweir.simulator.page.Page;

/**
 * The portal for people: pages and forms, the session in a cookie. Whatever a form does is answered by another page or by a
 * redirect, so that loading again repeats nothing. Thread-safe.
 */
final class PortalPages {
    private static final String SESSION = "weir_session";
    private static final Pattern BELOW = Pattern.compile("/(api-keys|organizations)/([^/]+)/(revoke|projects)");

    private final FrontDesk desk;
    private final HomePage home;
    private final String domain;
    private final Supplier<Addresses> addresses;
    private final FormGuard guard = new FormGuard();

    PortalPages(FrontDesk desk, HomePage home, SimulatorConfig config, Supplier<Addresses> addresses) {
        this.desk = desk;
        this.home = home;
        this.domain = config.mail().domain();
        this.addresses = addresses;
    }

    /** The answer; empty when it is lost on purpose. */
    Optional<Response> answer(Request request) {
        FormGuard.Mark mark = guard.mark(request);
        Optional<Response> answer = answer(request, mark);
        answer.filter(response -> !response.headers().containsKey("set-cookie"))
                .ifPresent(response -> mark.setCookie().ifPresent(cookie -> response.with("set-cookie", cookie)));
        return answer;
    }

    private Optional<Response> answer(Request request, FormGuard.Mark mark) {
        try {
            return request.method().equals(HttpMethod.POST)
                    ? posted(request, Form.of(request))
                    : Optional.of(shown(request, mark));
        } catch (PortalException refusal) {
            return Optional.of(refused(request, mark, refusal));
        }
    }

    /** A refusal that no form of ours can show, such as one of a limit. */
    Response message(PortalException refusal) {
        String title = refusal.status() == 429 ? "Too fast" : "This did not work";
        return frame(new Page(title, "message").with("message", refusal.getMessage()), false)
                .response(refusal.status());
    }

    private Response shown(Request request, FormGuard.Mark mark) {
        String email = request.query("email").orElse("");
        return switch (request.path()) {
            case "/" -> frame(home.page(), isLoggedIn(request)).response(200);
            case "/signup" -> signUp(mark, "", email, "").response(200);
            case "/check-mail" ->
                checkMail(mark, email, request.query("again").isPresent() ? good("A new mail is on its way.") : "")
                        .response(200);
            case "/verify" -> verified(desk.verifyLink(request.query("token").orElse("")));
            case "/login" -> login(mark, email, "").response(200);
            case "/account", "/api-keys", "/organizations" ->
                isLoggedIn(request) ? account(request, mark, "").response(200) : Page.seeOther("/login");
            default -> throw new PortalException(404, "not_found", "There is no page at " + request.path() + ".");
        };
    }

    private Optional<Response> posted(Request request, Form form) {
        guard.check(request, form);
        return switch (request.path()) {
            case "/signup" -> signUp(form);
            case "/signup/resend" ->
                Optional.of(Page.seeOther(
                        "/check-mail?again&email=" + Page.url(desk.resend(form).email())));
            case "/verify" -> Optional.of(verified(desk.verifyCode(form)));
            case "/login" ->
                Optional.of(Page.seeOther("/account").with("set-cookie", Page.setCookie(SESSION, desk.login(form))));
            case "/logout" -> {
                desk.logout(session(request));
                yield Optional.of(Page.seeOther("/").with("set-cookie", Page.setCookie(SESSION, "")));
            }
            case "/api-keys" -> createKey(desk.createKey(desk.ofSession(session(request)), form));
            case "/organizations" -> {
                desk.createOrganisation(desk.ofSession(session(request)), form);
                yield Optional.of(Page.seeOther("/account"));
            }
            default -> Optional.of(below(request, form));
        };
    }

    private Response below(Request request, Form form) {
        Matcher place = BELOW.matcher(request.path());
        if (!place.matches()) {
            throw new PortalException(404, "not_found", "There is no page at " + request.path() + ".");
        }
        Accounts.View account = desk.ofSession(session(request));
        if (place.group(3).equals("revoke")) {
            desk.deleteKey(account, place.group(2));
        } else {
            desk.createProject(account, place.group(2), form);
        }
        return Page.seeOther("/account");
    }

    private Optional<Response> signUp(Form form) {
        if (desk.answersWithErrorPage(form.email("email"))) {
            return Optional.of(FrontDesk.errorPage());
        }
        FrontDesk.Done<Accounts.View> done = desk.signUp(form);
        return done.answerLost()
                ? Optional.empty()
                : Optional.of(Page.seeOther(
                        "/check-mail?email=" + Page.url(done.value().email())));
    }

    private Optional<Response> createKey(FrontDesk.Done<ApiKeys.Made> done) {
        ApiKeys.Made made = done.value();
        return done.answerLost()
                ? Optional.empty()
                : Optional.of(frame(
                                new Page("Your new key", "key")
                                        .with("key", made.key())
                                        .with("project", made.project())
                                        .with("organization", made.organization())
                                        .with("curl", home.curl(addresses.get(), made.key())),
                                true)
                        .response(201));
    }

    /** A form that was refused is shown again with the reason, and with what was typed, the password excepted. */
    private Response refused(Request request, FormGuard.Mark mark, PortalException refusal) {
        int status = refusal.status();
        if (!request.method().equals(HttpMethod.POST)) {
            return message(refusal);
        }
        Form form = Form.of(request);
        String email = form.optional("email");
        String note = bad(refusal.getMessage());
        return switch (request.path()) {
            case "/signup" -> signUp(mark, form.optional("name"), email, note).response(status);
            case "/login" -> login(mark, email, note).response(status);
            case "/verify", "/signup/resend" -> checkMail(mark, email, note).response(status);
            default -> {
                if (isLoggedIn(request)) {
                    yield account(request, mark, note).response(status);
                }
                yield status == 401 ? Page.seeOther("/login") : message(refusal);
            }
        };
    }

    private Page signUp(FormGuard.Mark mark, String name, String email, String note) {
        return frame(
                new Page("Sign up", "signup")
                        .with("note", note)
                        .with("form", mark.token())
                        .with("name", name)
                        .with("email", email)
                        .with("domain", domain),
                false);
    }

    private Page checkMail(FormGuard.Mark mark, String email, String note) {
        return frame(
                new Page("Check your mail", "check-mail")
                        .with("note", note)
                        .with("form", mark.token())
                        .with("email", email)
                        .with("inbox", addresses.get().inbox(email)),
                false);
    }

    private Response verified(Accounts.View account) {
        return frame(
                        new Page("Verified", "verified")
                                .with("email", account.email())
                                .with("emailInUrl", Page.url(account.email())),
                        false)
                .response(200);
    }

    private Page login(FormGuard.Mark mark, String email, String note) {
        return frame(
                new Page("Log in", "login")
                        .with("note", note)
                        .with("form", mark.token())
                        .with("email", email),
                false);
    }

    private Page account(Request request, FormGuard.Mark mark, String note) {
        Accounts.View account = desk.ofSession(session(request));
        return frame(
                AccountPage.of(account, desk.keys(account), desk.organisations(account), mark.token(), note), true);
    }

    private Page frame(Page page, boolean loggedIn) {
        String mail = "<a href=\"" + Page.text(addresses.get().mailbox()) + "/inbox\">Mail</a>";
        return page.navigation(
                loggedIn
                        ? "<a href=\"/account\">Account</a> " + mail
                        : "<a href=\"/signup\">Sign up</a> <a href=\"/login\">Log in</a> " + mail);
    }

    private boolean isLoggedIn(Request request) {
        try {
            desk.ofSession(session(request));
            return true;
        } catch (PortalException no) {
            return false;
        }
    }

    private static String session(Request request) {
        return Page.cookie(request, SESSION).orElse("");
    }

    private static String bad(String message) {
        return "<p class=\"bad\" role=\"alert\">" + Page.text(message) + "</p>\n";
    }

    private static String good(String message) {
        return "<p class=\"good\" role=\"status\">" + Page.text(message) + "</p>\n";
    }
}
