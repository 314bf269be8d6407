package io.tokenweir.simulator.mail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import io.tokenweir.simulator.config.MailosaurConfig;
import io.tokenweir.simulator.http.Json;
import io.tokenweir.simulator.http.Request;
import io.tokenweir.simulator.http.Response;

/**
 * Mailosaur's API, as its client libraries use it: any address of the server's domain is a mailbox, a search by recipient,
 * the API key as user of HTTP's basic authentication. It documents no limit on calls.
 */
final class MailosaurShape implements MailShape {
    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"']+");
    private static final Pattern CODE = Pattern.compile("\\b\\d{4,8}\\b");
    private static final int PAGE = 50;

    private final MailosaurConfig config;
    private final String domain;
    private final MailStore store;

    MailosaurShape(MailosaurConfig config, String domain, MailStore store) {
        this.config = config;
        this.domain = domain;
        this.store = store;
    }

    @Override
    public String prefix() {
        return "mailosaur";
    }

    @Override
    public Response refuse(long waitNanos) {
        return error(429, "Too many requests.").with("retry-after", Long.toString(waitNanos / 1_000_000_000 + 1));
    }

    @Override
    public Response answer(Request request, String path) {
        if (!authorised(request)) {
            return error(401, "Authentication failed, check your API key.").with("www-authenticate", "Bearer");
        }
        String server = request.query("server").orElse("");
        return switch (request.method() + " " + path) {
            case "GET /api/servers" ->
                Response.json(200, Map.of("items", List.of(Map.of("id", config.server(), "name", domain))));
            case "GET /api/messages" -> knownServer(server) ? page(request, "", "") : noServer();
            case "POST /api/messages/search" -> {
                JsonNode criteria = body(request);
                yield knownServer(server)
                        ? page(
                                request,
                                criteria.path("sentTo").asText(""),
                                criteria.path("subject").asText(""))
                        : noServer();
            }
            default -> byId(request, path);
        };
    }

    private Response byId(Request request, String path) {
        if (!path.startsWith("/api/messages/")) {
            return error(404, "Not found.");
        }
        StoredMail mail = store.byId(path.substring("/api/messages/".length())).orElse(null);
        if (mail == null) {
            return error(404, "Not found.");
        }
        if (request.method().name().equals("DELETE")) {
            store.delete(mail);
            return Response.noContent();
        }
        return Response.json(200, full(new MailView(mail)));
    }

    private Response page(Request request, String sentTo, String subject) {
        String wanted = sentTo.toLowerCase(Locale.ROOT);
        List<StoredMail> found = wanted.isEmpty()
                ? store.newest(mail -> mail.recipient().endsWith("@" + domain))
                : store.newestTo(wanted);
        if (!subject.isEmpty()) {
            found = found.stream()
                    .filter(mail -> new MailView(mail).subject().contains(subject))
                    .toList();
        }
        int page = number(request.query("page").orElse(""), 0);
        int size = Math.max(1, number(request.query("itemsPerPage").orElse(""), PAGE));
        List<Object> items = new ArrayList<>();
        found.stream().skip((long) page * size).limit(size).forEach(mail -> {
            MailView view = new MailView(mail);
            Map<String, Object> item = common(view);
            item.put("summary", view.snippet());
            item.put("attachments", 0);
            items.add(item);
        });
        return Response.json(200, Map.of("items", items)).with("x-ms-delay", "1000");
    }

    private Map<String, Object> full(MailView mail) {
        Map<String, Object> view = common(mail);
        view.put("html", content(mail.html()));
        view.put("text", content(mail.text()));
        view.put("attachments", List.of());
        view.put("metadata", Map.of("headers", headers(mail)));
        return view;
    }

    private Map<String, Object> common(MailView mail) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", mail.mail().idText());
        view.put("type", "Email");
        view.put("server", config.server());
        view.put("from", people(List.of(mail.from())));
        view.put("to", people(mail.to()));
        view.put("cc", people(mail.cc()));
        view.put("bcc", List.of());
        view.put("received", mail.mail().receivedAt().toString());
        view.put("subject", mail.subject());
        return view;
    }

    private static Map<String, Object> content(String body) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("body", body);
        List<Object> links = new ArrayList<>();
        Matcher link = LINK.matcher(body);
        while (link.find()) {
            links.add(Map.of("href", link.group(), "text", link.group()));
        }
        List<Object> codes = new ArrayList<>();
        Matcher code = CODE.matcher(LINK.matcher(body).replaceAll(" "));
        while (code.find()) {
            codes.add(Map.of("value", code.group()));
        }
        content.put("links", links);
        content.put("codes", codes);
        return content;
    }

    private static List<Object> headers(MailView mail) {
        List<Object> headers = new ArrayList<>();
        mail.headers()
                .forEach((name, values) -> values.forEach(value -> headers.add(Map.of("field", name, "value", value))));
        return headers;
    }

    private static List<Object> people(List<MailView.Person> people) {
        List<Object> views = new ArrayList<>();
        people.forEach(person -> views.add(Map.of("name", person.name(), "email", person.address())));
        return views;
    }

    private boolean authorised(Request request) {
        String header = request.headers().get("authorization", "");
        if (!header.regionMatches(true, 0, "Basic ", 0, 6)) {
            return request.bearer().map(config.apiKey()::equals).orElse(false);
        }
        try {
            String pair =
                    new String(Base64.getDecoder().decode(header.substring(6).strip()), StandardCharsets.UTF_8);
            return pair.split(":", 2)[0].equals(config.apiKey());
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private boolean knownServer(String server) {
        return server.equals(config.server());
    }

    private static Response noServer() {
        return error(400, "The server parameter names no server of yours.");
    }

    private static JsonNode body(Request request) {
        try {
            JsonNode body = Json.MAPPER.readTree(request.body());
            return body == null ? MissingNode.getInstance() : body;
        } catch (IOException malformed) {
            return MissingNode.getInstance();
        }
    }

    private static int number(String text, int otherwise) {
        return text.matches("\\d{1,6}") ? Integer.parseInt(text) : otherwise;
    }

    private static Response error(int status, String message) {
        return Response.json(status, Map.of("message", message));
    }
}
