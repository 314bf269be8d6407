package io.tokenweir.simulator.mail;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

import io.netty.handler.codec.http.HttpMethod;

import io.tokenweir.simulator.config.MailConfig;
import io.tokenweir.simulator.http.Exchange;
import io.tokenweir.simulator.http.Request;
import io.tokenweir.simulator.http.Response;
import io.tokenweir.simulator.portal.ClientLimit;
import io.tokenweir.simulator.portal.Form;
import io.tokenweir.simulator.portal.Limited;
import io.tokenweir.simulator.portal.PortalException;

/** The default shape: a disposable-mail service with mailboxes of its own, limited per client address. */
final class MailboxApi implements Exchange.Handler {
    private static final String MESSAGES = "/messages";
    private static final String MAILBOXES = "/mailboxes";

    private final MailConfig config;
    private final MailStore store;
    private final Mailboxes mailboxes;
    private final ClientLimit limit;

    MailboxApi(MailConfig config, MailStore store, Mailboxes mailboxes, LongSupplier nanoClock) {
        this.config = config;
        this.store = store;
        this.mailboxes = mailboxes;
        this.limit = new ClientLimit(config.requestsPerSecond(), config.burst(), nanoClock);
    }

    @Override
    public void handle(Exchange exchange) {
        Request request = exchange.request();
        if (request.is(HttpMethod.GET, "/limits")) {
            exchange.respond(Response.json(200, Map.of("requestsPerSecond", config.requestsPerSecond())));
            return;
        }
        if (Limited.refuses(limit, exchange)) {
            return;
        }
        try {
            exchange.respond(answer(request));
        } catch (PortalException refusal) {
            exchange.respond(refusal.response());
        }
    }

    private Response answer(Request request) {
        String route = request.method() + " " + request.path();
        return switch (route) {
            case "GET /domains" -> Response.json(200, List.of(config.domain()));
            case "POST " + MAILBOXES -> create(Form.of(request));
            case "POST /token" -> {
                Form form = Form.of(request);
                yield Response.json(
                        200, Map.of("token", mailboxes.token(form.email("address"), form.text("password"))));
            }
            case "GET " + MESSAGES -> list(open(request));
            default -> byId(request);
        };
    }

    private Response byId(Request request) {
        if (request.method().equals(HttpMethod.GET) && request.path().startsWith(MESSAGES + "/")) {
            String address = open(request).address();
            StoredMail mail = store.byId(request.path().substring(MESSAGES.length() + 1))
                    .filter(found -> found.recipient().equals(address))
                    .orElseThrow(
                            () -> new PortalException(404, "unknown_message", "This mailbox has no such message."));
            return Response.json(200, full(new MailView(mail)));
        }
        if (request.method().equals(HttpMethod.DELETE) && request.path().startsWith(MAILBOXES + "/")) {
            Mailboxes.Mailbox mailbox = open(request);
            if (!request.path().endsWith("/" + mailbox.id())) {
                throw new PortalException(404, "unknown_mailbox", "This token opens another mailbox.");
            }
            mailboxes.delete(mailbox);
            store.deleteTo(mailbox.address());
            return Response.noContent();
        }
        throw new PortalException(404, "not_found", "There is nothing at " + request.path() + ".");
    }

    private Response create(Form form) {
        String address = form.email("address");
        if (!address.endsWith("@" + config.domain())) {
            throw new PortalException(422, "unknown_domain", "Mailboxes are made under " + config.domain() + " only.");
        }
        Mailboxes.Mailbox mailbox = mailboxes.create(address, form.text("password"));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", mailbox.id());
        body.put("address", address);
        return Response.json(201, body);
    }

    /** What was filed as spam is not shown, as in an inbox. */
    private Response list(Mailboxes.Mailbox mailbox) {
        List<Map<String, Object>> views = new ArrayList<>();
        for (StoredMail mail : store.to(mailbox.address())) {
            if (!mail.spam()) {
                views.add(summary(new MailView(mail)));
            }
        }
        return Response.json(200, views);
    }

    private static Map<String, Object> summary(MailView mail) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", mail.mail().idText());
        view.put("from", mail.fromLine());
        view.put("subject", mail.subject());
        view.put("receivedAt", mail.mail().receivedAt().toString());
        return view;
    }

    private static Map<String, Object> full(MailView mail) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", mail.mail().idText());
        view.put("from", mail.fromLine());
        view.put(
                "to",
                mail.to().isEmpty() ? mail.mail().recipient() : mail.to().get(0).address());
        view.put("subject", mail.subject());
        view.put("text", orNull(mail.text()));
        view.put("html", orNull(mail.html()));
        view.put("source", mail.source());
        return view;
    }

    private static String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private Mailboxes.Mailbox open(Request request) {
        return mailboxes.open(request.bearer().orElse(""));
    }
}
