package io.tokenweir.simulator.mail;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.tokenweir.simulator.http.Request;
import io.tokenweir.simulator.http.Response;
import io.tokenweir.simulator.portal.Form;
import io.tokenweir.simulator.portal.PortalException;

/**
 * Mail.tm's API (docs.mail.tm): accounts, tokens, messages in JSON-LD, thirty a page. Its documentation tells who is refused
 * to wait a second, and names no header for that, so there is none.
 */
final class MailTmShape implements MailShape {
    private static final int PAGE = 30;

    private final String domain;
    private final MailStore store;
    private final Mailboxes mailboxes;

    MailTmShape(String domain, MailStore store, Mailboxes mailboxes) {
        this.domain = domain;
        this.store = store;
        this.mailboxes = mailboxes;
    }

    @Override
    public String prefix() {
        return "mail-tm";
    }

    @Override
    public Response refuse(long waitNanos) {
        return error(429, "Too Many Requests");
    }

    @Override
    public Response answer(Request request, String path) {
        try {
            return switch (request.method() + " " + path) {
                case "GET /domains" ->
                    Response.json(
                            200, hydra("/domains", List.of(Map.of("id", "1", "domain", domain, "isActive", true)), 1));
                case "POST /accounts" -> create(Form.of(request));
                case "POST /token" -> token(Form.of(request));
                case "GET /me" -> Response.json(200, account(open(request)));
                case "GET /messages" -> list(open(request), page(request));
                default -> byId(request, path);
            };
        } catch (PortalException refusal) {
            return error(refusal.status() == 409 ? 422 : refusal.status(), refusal.getMessage());
        }
    }

    private Response create(Form form) {
        String address = form.email("address");
        if (!address.endsWith("@" + domain)) {
            throw new PortalException(422, "domain", "address: This value is not valid.");
        }
        return Response.json(201, account(mailboxes.create(address, form.text("password"))));
    }

    private Response token(Form form) {
        String token = mailboxes.token(form.email("address"), form.text("password"));
        return Response.json(
                200, Map.of("token", token, "id", mailboxes.open(token).id()));
    }

    private Response byId(Request request, String path) {
        String method = request.method().name();
        if (path.startsWith("/messages/") || path.startsWith("/sources/")) {
            Mailboxes.Mailbox mailbox = open(request);
            StoredMail mail = store.byId(path.substring(path.lastIndexOf('/') + 1))
                    .filter(found -> found.recipient().equals(mailbox.address()))
                    .orElseThrow(() -> new PortalException(404, "message", "Not Found"));
            MailView view = new MailView(mail);
            if (path.startsWith("/sources/")) {
                return Response.json(200, Map.of("id", mail.idText(), "data", view.source()));
            }
            if (method.equals("DELETE")) {
                store.delete(mail);
                return Response.noContent();
            }
            return Response.json(200, full(mailbox, view));
        }
        if (method.equals("DELETE") && path.startsWith("/accounts/")) {
            Mailboxes.Mailbox mailbox = open(request);
            if (!path.endsWith("/" + mailbox.id())) {
                throw new PortalException(404, "account", "Not Found");
            }
            mailboxes.delete(mailbox);
            store.deleteTo(mailbox.address());
            return Response.noContent();
        }
        throw new PortalException(404, "path", "No route found for \"" + method + " " + path + "\"");
    }

    private Response list(Mailboxes.Mailbox mailbox, int page) {
        List<StoredMail> mails = store.newestTo(mailbox.address());
        List<Object> members = new ArrayList<>();
        mails.stream()
                .skip((page - 1L) * PAGE)
                .limit(PAGE)
                .forEach(mail -> members.add(summary(mailbox, new MailView(mail))));
        return Response.json(200, hydra("/messages", members, mails.size()));
    }

    private static Map<String, Object> summary(Mailboxes.Mailbox mailbox, MailView mail) {
        Map<String, Object> view = common(mailbox, mail);
        view.put("intro", mail.snippet());
        return view;
    }

    private static Map<String, Object> full(Mailboxes.Mailbox mailbox, MailView mail) {
        Map<String, Object> view = common(mailbox, mail);
        view.put("cc", people(mail.cc()));
        view.put("text", mail.text());
        view.put("html", mail.html().isEmpty() ? List.of() : List.of(mail.html()));
        view.put("verifications", List.of());
        view.put("attachments", List.of());
        return view;
    }

    private static Map<String, Object> common(Mailboxes.Mailbox mailbox, MailView mail) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("@id", "/messages/" + mail.mail().idText());
        view.put("@type", "Message");
        view.put("id", mail.mail().idText());
        view.put("accountId", "/accounts/" + mailbox.id());
        view.put("msgid", "<" + mail.messageId() + ">");
        view.put("from", person(mail.from()));
        view.put("to", people(mail.to()));
        view.put("subject", mail.subject());
        view.put("seen", false);
        view.put("size", mail.mail().source().length);
        view.put("createdAt", mail.mail().receivedAt().toString());
        return view;
    }

    private static List<Map<String, Object>> people(List<MailView.Person> people) {
        return people.stream().map(MailTmShape::person).toList();
    }

    private static Map<String, Object> person(MailView.Person person) {
        return Map.of("name", person.name(), "address", person.address());
    }

    private static Map<String, Object> account(Mailboxes.Mailbox mailbox) {
        return Map.of(
                "@type", "Account", "id", mailbox.id(), "address", mailbox.address(), "quota", 40_000_000, "used", 0);
    }

    private static Map<String, Object> hydra(String id, List<?> members, int total) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("@id", id);
        body.put("@type", "hydra:Collection");
        body.put("hydra:member", members);
        body.put("hydra:totalItems", total);
        return body;
    }

    private Mailboxes.Mailbox open(Request request) {
        return mailboxes.open(request.bearer().orElse(""));
    }

    private static int page(Request request) {
        String page = request.query("page").orElse("1");
        return page.matches("[1-9]\\d{0,5}") ? Integer.parseInt(page) : 1;
    }

    private static Response error(int status, String detail) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("@type", "hydra:Error");
        body.put("hydra:title", "An error occurred");
        body.put("hydra:description", detail);
        return Response.json(status, body);
    }
}
