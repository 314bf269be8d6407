package io.tokenweir.simulator.mail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

import io.tokenweir.simulator.http.Json;
import io.tokenweir.simulator.http.Request;
import io.tokenweir.simulator.http.Response;

/**
 * Mailpit's API, version 1, as Mailpit 1.33 answers it: all mail in one list, a search, one message, its source. No limit.
 */
final class MailpitShape implements MailShape {
    private static final Pattern TO = Pattern.compile("to:\"?([^\"\\s]+)\"?", Pattern.CASE_INSENSITIVE);
    private static final Pattern SUBJECT = Pattern.compile("subject:\"?([^\"]+)\"?", Pattern.CASE_INSENSITIVE);
    private static final int PAGE = 50;

    private final MailStore store;

    MailpitShape(MailStore store) {
        this.store = store;
    }

    @Override
    public String prefix() {
        return "mailpit";
    }

    @Override
    public Response refuse(long waitNanos) {
        return text(429, "Too Many Requests");
    }

    @Override
    public Response answer(Request request, String path) {
        return switch (request.method() + " " + path) {
            case "GET /api/v1/messages" -> page(request, store.newest(mail -> true));
            case "GET /api/v1/search" ->
                page(request, search(request.query("query").orElse("")));
            case "DELETE /api/v1/search" -> {
                search(request.query("query").orElse("")).forEach(store::delete);
                yield text(200, "ok");
            }
            case "DELETE /api/v1/messages" -> delete(request);
            default -> byId(request, path);
        };
    }

    private Response byId(Request request, String path) {
        String[] parts = path.split("/");
        if (!request.method().name().equals("GET") || parts.length < 5 || !path.startsWith("/api/v1/message/")) {
            return text(404, "404 page not found");
        }
        StoredMail mail = parts[4].equals("latest")
                ? store.newest(any -> true).stream().findFirst().orElse(null)
                : store.byId(parts[4]).orElse(null);
        if (mail == null) {
            return text(404, "404 page not found");
        }
        MailView view = new MailView(mail);
        String what = parts.length == 5 ? "" : parts[5];
        return switch (what) {
            case "" -> Response.json(200, full(view));
            case "raw" -> Response.of(200, "text/plain; charset=utf-8", mail.source());
            case "headers" -> Response.json(200, view.headers());
            default -> text(404, "404 page not found");
        };
    }

    /** Recipients of the To header, as in Mailpit, and subject; its other operators are not there. */
    private List<StoredMail> search(String query) {
        Matcher to = TO.matcher(query);
        Matcher subject = SUBJECT.matcher(query);
        String recipient = to.find() ? to.group(1).toLowerCase(Locale.ROOT) : "";
        String topic = subject.find() ? subject.group(1).toLowerCase(Locale.ROOT) : "";
        if (recipient.isEmpty() && topic.isEmpty()) {
            return List.of();
        }
        // A whole address is looked up; only a part of one has to be searched for.
        List<StoredMail> candidates =
                recipient.indexOf('@') > 0 ? store.newestTo(recipient) : store.newest(mail -> true);
        return candidates.stream()
                .filter(mail -> fits(new MailView(mail), recipient, topic))
                .toList();
    }

    private static boolean fits(MailView mail, String recipient, String topic) {
        return mail.to().stream()
                        .anyMatch(to -> to.address().toLowerCase(Locale.ROOT).contains(recipient))
                && mail.subject().toLowerCase(Locale.ROOT).contains(topic);
    }

    /** Without ids everything goes, as in Mailpit. */
    private Response delete(Request request) {
        try {
            JsonNode ids = request.body().length == 0
                    ? Json.MAPPER.createObjectNode().path("IDs")
                    : Json.MAPPER.readTree(request.body()).path("IDs");
            if (ids.isEmpty()) {
                store.newest(mail -> true).forEach(store::delete);
            } else {
                ids.forEach(id -> store.byId(id.asText()).ifPresent(store::delete));
            }
            return text(200, "ok");
        } catch (IOException malformed) {
            return text(400, "the body is no JSON");
        }
    }

    private Response page(Request request, List<StoredMail> found) {
        int start = number(request.query("start").orElse(""), 0);
        int limit = number(request.query("limit").orElse(""), PAGE);
        List<Object> messages = new ArrayList<>();
        found.stream().skip(start).limit(limit).forEach(mail -> messages.add(summary(new MailView(mail))));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("total", store.size());
        body.put("unread", found.size());
        body.put("count", messages.size());
        body.put("messages_count", found.size());
        body.put("messages_unread", found.size());
        body.put("start", start);
        body.put("tags", List.of());
        body.put("messages", messages);
        return Response.json(200, body);
    }

    private static Map<String, Object> summary(MailView mail) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("ID", mail.mail().idText());
        view.put("MessageID", mail.messageId());
        view.put("Read", false);
        people(view, mail);
        view.put("Subject", mail.subject());
        view.put("Created", mail.mail().receivedAt().toString());
        view.put("Tags", List.of());
        view.put("Size", mail.mail().source().length);
        view.put("Attachments", 0);
        view.put("Snippet", mail.snippet());
        return view;
    }

    private static Map<String, Object> full(MailView mail) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("ID", mail.mail().idText());
        view.put("MessageID", mail.messageId());
        people(view, mail);
        view.put("ReturnPath", mail.mail().sender());
        view.put("Subject", mail.subject());
        view.put("Date", mail.mail().receivedAt().toString());
        view.put("Tags", List.of());
        view.put("Text", mail.text());
        view.put("HTML", mail.html());
        view.put("Size", mail.mail().source().length);
        view.put("Inline", List.of());
        view.put("Attachments", List.of());
        return view;
    }

    /** Who is in the envelope but in no header was a blind copy. */
    private static void people(Map<String, Object> view, MailView mail) {
        boolean named = mail.to().stream()
                        .anyMatch(
                                to -> to.address().equalsIgnoreCase(mail.mail().recipient()))
                || mail.cc().stream()
                        .anyMatch(
                                cc -> cc.address().equalsIgnoreCase(mail.mail().recipient()));
        view.put("From", person(mail.from()));
        view.put("To", mail.to().stream().map(MailpitShape::person).toList());
        view.put("Cc", mail.cc().stream().map(MailpitShape::person).toList());
        view.put(
                "Bcc",
                named
                        ? List.of()
                        : List.of(person(new MailView.Person("", mail.mail().recipient()))));
        view.put("ReplyTo", List.of());
    }

    private static Map<String, Object> person(MailView.Person person) {
        return Map.of("Name", person.name(), "Address", person.address());
    }

    private static int number(String text, int otherwise) {
        return text.matches("\\d{1,6}") ? Integer.parseInt(text) : otherwise;
    }

    private static Response text(int status, String text) {
        return Response.of(status, "text/plain", text.getBytes(StandardCharsets.UTF_8));
    }
}
