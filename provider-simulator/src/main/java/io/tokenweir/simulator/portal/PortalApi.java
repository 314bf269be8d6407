package io.tokenweir.simulator.portal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.tokenweir.simulator.http.Request;
import io.tokenweir.simulator.http.Response;

/** The portal for programs: JSON in (or a form), JSON out, a session in {@code Authorization: Bearer}. Thread-safe. */
final class PortalApi {
    private static final Pattern BELOW = Pattern.compile("(\\S+) /(api-keys|organizations)/([^/]+)(/projects)?");

    private final FrontDesk desk;
    private final HomePage home;

    PortalApi(FrontDesk desk, HomePage home) {
        this.desk = desk;
        this.home = home;
    }

    /** The answer; empty when it is lost on purpose. */
    Optional<Response> answer(Request request) {
        String route = request.method() + " " + request.path();
        return switch (route) {
            case "POST /signup" -> signUp(Form.of(request));
            case "POST /api-keys" -> {
                FrontDesk.Done<ApiKeys.Made> done = desk.createKey(session(request), Form.of(request));
                yield done.answerLost() ? Optional.empty() : Optional.of(Response.json(201, done.value()));
            }
            default -> Optional.of(certain(route, request));
        };
    }

    private Response certain(String route, Request request) {
        return switch (route) {
            case "GET /" -> home.json();
            case "GET /signup" -> view(200, desk.find(request.query("email").orElse("")));
            case "POST /signup/resend" -> view(202, desk.resend(Form.of(request)));
            case "GET /verify" ->
                view(200, desk.verifyLink(request.query("token").orElse("")));
            case "POST /verify" -> view(200, desk.verifyCode(Form.of(request)));
            case "POST /login" -> Response.json(200, Map.of("session", desk.login(Form.of(request))));
            case "GET /api-keys" -> Response.json(200, desk.keys(session(request)));
            case "GET /organizations" -> Response.json(200, desk.organisations(session(request)));
            case "POST /organizations" ->
                Response.json(201, desk.createOrganisation(session(request), Form.of(request)));
            default -> below(route, request);
        };
    }

    private Response below(String route, Request request) {
        Matcher place = BELOW.matcher(route);
        if (place.matches()) {
            String id = place.group(3);
            switch (place.group(1) + " " + place.group(2) + (place.group(4) == null ? "" : place.group(4))) {
                case "DELETE api-keys":
                    desk.deleteKey(session(request), id);
                    return Response.noContent();
                case "GET organizations/projects":
                    return Response.json(
                            200, desk.organisation(session(request), id).projects());
                case "POST organizations/projects":
                    return Response.json(201, desk.createProject(session(request), id, Form.of(request)));
                default:
                    break;
            }
        }
        throw new PortalException(404, "not_found", "There is nothing at " + request.path() + ".");
    }

    private Optional<Response> signUp(Form form) {
        String email = form.email("email");
        if (desk.answersWithErrorPage(email)) {
            return Optional.of(FrontDesk.errorPage());
        }
        try {
            FrontDesk.Done<Accounts.View> done = desk.signUp(form);
            return done.answerLost() ? Optional.empty() : Optional.of(view(202, done.value()));
        } catch (PortalException refusal) {
            if (refusal.status() != 409) {
                throw refusal;
            }
            return Optional.of(view(409, desk.find(email)));
        }
    }

    private Accounts.View session(Request request) {
        return desk.ofSession(request.bearer().orElse(""));
    }

    private static Response view(int status, Accounts.View account) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("accountId", account.accountId());
        body.put("state", account.state());
        return Response.json(status, body);
    }
}
