package io.tokenweir.provision;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * A service as many are: pages, forms with a token that belongs to a cookie, redirects after a post, 200 for everything.
 * Knows nothing of recipes.
 */
final class HtmlFormService implements AutoCloseable {
    private final HttpServer server;
    private final BiConsumer<String, String> mailer;
    private final Map<String, String> visits = new HashMap<>();
    private final Map<String, String> passwords = new HashMap<>();
    private final Map<String, String> confirmations = new HashMap<>();
    private final Map<String, String> sessions = new HashMap<>();
    private final Map<String, String> keys = new LinkedHashMap<>();
    private String refusal;
    private String redirectAfterSignUp = "/check-mail";
    private int made;

    /** @param mailer sends a link to an address */
    HtmlFormService(BiConsumer<String, String> mailer) throws IOException {
        this.mailer = mailer;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newSingleThreadExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** From now on every sign-up gets a page with this in it, and 200. */
    void refuse(String words) {
        refusal = words;
    }

    void redirectAfterSignUp(String location) {
        redirectAfterSignUp = location;
    }

    List<String> liveKeys() {
        return new ArrayList<>(keys.values());
    }

    List<String> secrets() {
        List<String> secrets = new ArrayList<>(passwords.values());
        secrets.addAll(sessions.keySet());
        secrets.addAll(visits.values());
        return secrets;
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        Map<String, String> form = fields(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        String path = exchange.getRequestURI().getPath();
        boolean post = exchange.getRequestMethod().equals("POST");
        if (post && !visits.getOrDefault(cookie(exchange, "visit"), "none").equals(form.get("csrf"))) {
            answer(exchange, 200, "<p class=error>This form is too old, load it again</p>");
        } else if (path.startsWith("/keys/")) {
            keys.remove(path.split("/")[2]);
            redirect(exchange, "/keys");
        } else {
            switch ((post ? "POST " : "GET ") + path) {
                case "GET /register" -> form(exchange, "<form action='/register' method=post>", "</form>");
                case "POST /register" -> register(exchange, form);
                case "GET /check-mail" -> answer(exchange, 200, "<h1>Check your mail</h1>");
                case "GET /confirm" -> confirm(exchange);
                case "GET /welcome" -> answer(exchange, 200, "<h1>Welcome</h1>");
                case "GET /login" -> form(exchange, "<form action='/login' method=post>", "</form>");
                case "POST /login" -> login(exchange, form);
                case "GET /keys" -> keys(exchange, "");
                case "POST /keys" -> issue(exchange);
                case "GET /v1/models" -> models(exchange);
                default -> answer(exchange, 404, "<h1>Not found</h1>");
            }
        }
        exchange.close();
    }

    private void form(HttpExchange exchange, String begin, String end) throws IOException {
        String visit = "visit-" + ++made;
        String csrf = "csrf-" + (made * 7919);
        visits.put(visit, csrf);
        exchange.getResponseHeaders().add("Set-Cookie", "visit=" + visit + "; Path=/; HttpOnly");
        answer(exchange, 200, begin + "<input type=hidden name=csrf value='" + csrf + "'>" + end);
    }

    private void register(HttpExchange exchange, Map<String, String> form) throws IOException {
        String email = form.get("email");
        if (refusal != null) {
            answer(exchange, 200, "<h1>Sorry</h1><p class=error>" + refusal + "</p>");
        } else if (passwords.containsKey(email)) {
            answer(exchange, 200, "<p class=error>This address is already registered</p>");
        } else {
            passwords.put(email, form.get("password"));
            String token = "confirm-" + ++made;
            confirmations.put(token, email);
            mailer.accept(email, uri() + "/confirm?token=" + token);
            redirect(exchange, redirectAfterSignUp);
        }
    }

    private void confirm(HttpExchange exchange) throws IOException {
        String token = fields(exchange.getRequestURI().getRawQuery()).get("token");
        if (confirmations.remove(token) == null) {
            answer(exchange, 200, "<p class=error>This link has expired</p>");
        } else {
            redirect(exchange, "/welcome");
        }
    }

    private void login(HttpExchange exchange, Map<String, String> form) throws IOException {
        if (!form.get("password").equals(passwords.get(form.get("email")))) {
            answer(exchange, 200, "<p class=error>Wrong password</p>");
            return;
        }
        String session = "session-" + ++made;
        sessions.put(session, form.get("email"));
        exchange.getResponseHeaders().add("Set-Cookie", "sid=" + session + "; Path=/; HttpOnly");
        redirect(exchange, "/keys");
    }

    private void issue(HttpExchange exchange) throws IOException {
        String id = "k" + ++made;
        keys.put(id, "sk-html-" + Integer.toHexString(made * 104_729) + "-" + made);
        keys(exchange, "<p id=new-key data-id=" + id + ">Your key: <code>" + keys.get(id) + "</code></p>");
    }

    private void keys(HttpExchange exchange, String fresh) throws IOException {
        if (!sessions.containsKey(cookie(exchange, "sid"))) {
            redirect(exchange, "/login");
            return;
        }
        StringBuilder rows = new StringBuilder();
        keys.keySet().forEach(id -> rows.append("<tr class=key data-id=" + id + "><td>" + id + "</td></tr>"));
        form(exchange, fresh + "<table>" + rows + "</table><form class=new action='/keys' method=post>", "</form>");
    }

    private void models(HttpExchange exchange) throws IOException {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        boolean known = header != null && keys.containsValue(header.replace("Bearer ", ""));
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        answer(exchange, known ? 200 : 401, known ? "{\"data\":[{\"id\":\"m\"}]}" : "{}");
    }

    private static void redirect(HttpExchange exchange, String location) throws IOException {
        exchange.getResponseHeaders().add("Location", location);
        answer(exchange, 303, "");
    }

    private static void answer(HttpExchange exchange, int status, String page) throws IOException {
        byte[] body = page.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().putIfAbsent("Content-Type", List.of("text/html; charset=utf-8"));
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private static String cookie(HttpExchange exchange, String name) {
        String header = exchange.getRequestHeaders().getFirst("Cookie");
        for (String pair : header == null ? new String[0] : header.split(";\\s*")) {
            if (pair.startsWith(name + "=")) {
                return pair.substring(name.length() + 1);
            }
        }
        return "";
    }

    private static Map<String, String> fields(String encoded) {
        Map<String, String> fields = new HashMap<>();
        for (String pair : encoded == null ? new String[0] : encoded.split("&")) {
            String[] parts = pair.split("=", 2);
            if (parts.length == 2) {
                fields.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        return fields;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
