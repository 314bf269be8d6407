package io.tokenweir.simulator.mail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.tokenweir.simulator.http.Request;
import io.tokenweir.simulator.http.Response;

/** MailHog's API, version 2 for lists and 1 for a single mail: undecoded mail, in lists too. No limit. */
final class MailHogShape implements MailShape {
    private static final int PAGE = 50;
    private static final int LARGEST_PAGE = 250;

    private final MailStore store;

    MailHogShape(MailStore store) {
        this.store = store;
    }

    @Override
    public String prefix() {
        return "mailhog";
    }

    @Override
    public Response refuse(long waitNanos) {
        return empty(429);
    }

    @Override
    public Response answer(Request request, String path) {
        return switch (request.method() + " " + path) {
            case "GET /api/v2/messages" -> page(request, store.newest(mail -> true));
            case "GET /api/v2/search" -> search(request);
            case "DELETE /api/v1/messages" -> {
                store.newest(mail -> true).forEach(store::delete);
                yield empty(200);
            }
            default -> byId(request, path);
        };
    }

    private Response search(Request request) {
        String kind = request.query("kind").orElse("");
        String query = request.query("query").orElse("").toLowerCase(Locale.ROOT);
        if (!List.of("from", "to", "containing").contains(kind) || query.isEmpty()) {
            return empty(400);
        }
        if (kind.equals("to") && query.indexOf('@') > 0) {
            return page(request, store.newestTo(query));
        }
        return page(request, store.newest(mail -> switch (kind) {
            case "to" -> mail.recipient().contains(query);
            case "from" -> mail.sender().toLowerCase(Locale.ROOT).contains(query);
            default ->
                new String(mail.source(), StandardCharsets.UTF_8)
                        .toLowerCase(Locale.ROOT)
                        .contains(query);
        }));
    }

    private Response byId(Request request, String path) {
        String id = path.startsWith("/api/v1/messages/") ? path.substring("/api/v1/messages/".length()) : "";
        StoredMail mail = store.byId(id).orElse(null);
        if (mail == null) {
            return empty(404);
        }
        if (request.method().name().equals("DELETE")) {
            store.delete(mail);
            return empty(200);
        }
        return Response.json(200, message(new MailView(mail)));
    }

    private Response page(Request request, List<StoredMail> found) {
        int start = number(request.query("start").orElse(""), 0);
        int limit = Math.min(LARGEST_PAGE, number(request.query("limit").orElse(""), PAGE));
        List<Object> items = new ArrayList<>();
        found.stream().skip(start).limit(limit).forEach(mail -> items.add(message(new MailView(mail))));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("total", found.size());
        body.put("count", items.size());
        body.put("start", start);
        body.put("items", items);
        return Response.json(200, body);
    }

    private static Map<String, Object> message(MailView view) {
        StoredMail mail = view.mail();
        String source = view.source();
        int body = source.indexOf("\r\n\r\n");
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("Headers", view.headers());
        content.put("Body", body < 0 ? "" : source.substring(body + 4));
        content.put("Size", mail.source().length);
        content.put("MIME", null);
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("ID", mail.idText());
        message.put("From", path(mail.sender()));
        message.put("To", List.of(path(mail.recipient())));
        message.put("Content", content);
        message.put("Created", mail.receivedAt().toString());
        message.put("MIME", null);
        message.put(
                "Raw",
                Map.of("From", mail.sender(), "To", List.of(mail.recipient()), "Data", source, "Helo", "portal"));
        return message;
    }

    private static Map<String, Object> path(String address) {
        int at = address.lastIndexOf('@');
        Map<String, Object> path = new LinkedHashMap<>();
        path.put("Relays", null);
        path.put("Mailbox", at < 0 ? address : address.substring(0, at));
        path.put("Domain", at < 0 ? "" : address.substring(at + 1));
        path.put("Params", "");
        return path;
    }

    private static int number(String text, int otherwise) {
        return text.matches("[1-9]\\d{0,5}") ? Integer.parseInt(text) : otherwise;
    }

    private static Response empty(int status) {
        return Response.of(status, "text/plain", new byte[0]);
    }
}
