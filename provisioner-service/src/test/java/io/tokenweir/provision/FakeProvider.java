package io.tokenweir.provision;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** A provider and a mailbox service that misbehave on demand, account by account; the state is simple and can be asked. */
final class FakeProvider implements AutoCloseable {
    /** How one account's story goes wrong. */
    enum Fault {
        NO_MAIL,
        FIRST_MAIL_LOST,
        MAIL_TWICE,
        MAIL_FOR_SOMEBODY_ELSE_FIRST,
        FIRST_LINK_EXPIRED,
        EVERY_LINK_EXPIRED,
        ERROR_PAGE_AT_SIGN_UP,
        REFUSED_AT_SIGN_UP,
        FIRST_KEY_REFUSED,
        EVERY_KEY_REFUSED,
        KEY_ANSWER_LOST,
        SIGN_UP_ANSWER_LOST,
        MAILBOX_LOST
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    final Map<String, Account> accounts = new LinkedHashMap<>();
    final List<String> secrets = new ArrayList<>();
    private final Map<Integer, Fault> faults = new HashMap<>();
    private final Map<String, List<Map<String, String>>> mails = new HashMap<>();
    private final Map<String, String> mailboxPasswords = new HashMap<>();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private int serial;
    int mailboxCalls;

    /** What the provider knows of an account. */
    static final class Account {
        int signUps;
        int index;
        String password;
        String token;
        boolean verified;
        int linksUsed;
        int keysMade;
        final Map<String, String> liveKeys = new LinkedHashMap<>();
    }

    private record Answer(int status, Object body) {}

    FakeProvider() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    Endpoints endpoints() {
        return new Endpoints(uri(), URI.create(uri() + "/v1"), uri());
    }

    synchronized void fault(int index, Fault fault) {
        faults.put(index, fault);
    }

    synchronized int liveKeys() {
        return accounts.values().stream()
                .mapToInt(account -> account.liveKeys.size())
                .sum();
    }

    synchronized boolean hasDuplicates() {
        return accounts.values().stream().anyMatch(account -> account.liveKeys.size() > 1);
    }

    private void serve(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Answer answer;
        synchronized (this) {
            answer = answer(exchange, body.isEmpty() ? JSON.createObjectNode() : JSON.readTree(body));
        }
        if (answer.status() == 0) {
            exchange.close(); // the answer is lost
            return;
        }
        byte[] bytes = answer.body() instanceof String text
                ? text.getBytes(StandardCharsets.UTF_8)
                : JSON.writeValueAsBytes(answer.body());
        exchange.sendResponseHeaders(answer.status(), answer.status() == 204 ? -1 : bytes.length);
        if (answer.status() != 204) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    private Answer answer(HttpExchange exchange, JsonNode body) {
        String path = exchange.getRequestURI().getPath();
        String route = exchange.getRequestMethod() + ' ' + path.replaceAll("^(/messages|/api-keys)/.*", "$1/");
        String bearer = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))
                .replace("Bearer ", "");
        if (path.matches("/(mailboxes|token|messages.*)")) {
            mailboxCalls++;
        }
        return switch (route) {
            case "GET /limits" -> new Answer(200, Map.of("requestsPerSecond", 1000));
            case "GET /domains" -> new Answer(200, List.of("mail.test"));
            case "POST /mailboxes" -> createMailbox(body);
            case "POST /token" -> token(body);
            case "GET /messages" -> new Answer(200, mails.getOrDefault(bearer, List.of()));
            case "GET /messages/" -> new Answer(200, mail(bearer, path.substring("/messages/".length())));
            case "POST /signup" -> signUp(body);
            case "GET /signup" -> lookUp(query(exchange, "email"));
            case "POST /signup/resend" -> resend(body.path("email").asText());
            case "GET /verify" -> verify(query(exchange, "token"));
            case "POST /login" -> login(body);
            case "POST /api-keys" -> issue(accounts.get(bearer));
            case "GET /api-keys" ->
                new Answer(
                        200,
                        accounts.get(bearer).liveKeys.keySet().stream()
                                .map(id -> Map.of("id", id))
                                .toList());
            case "DELETE /api-keys/" -> {
                accounts.get(bearer).liveKeys.remove(path.substring("/api-keys/".length()));
                yield new Answer(204, "");
            }
            case "GET /v1/models" -> models(bearer);
            default -> new Answer(404, Map.of());
        };
    }

    private static String query(HttpExchange exchange, String name) {
        return java.net.URLDecoder.decode(
                exchange.getRequestURI().getRawQuery().replaceFirst("^" + name + "=", ""), StandardCharsets.UTF_8);
    }

    private static int index(String address) {
        return Integer.parseInt(address.replaceAll("^.*-(\\d{5})-.*$", "$1"));
    }

    private boolean has(String address, Fault fault) {
        return faults.get(index(address)) == fault;
    }

    private Answer createMailbox(JsonNode body) {
        String address = body.path("address").asText();
        String password = body.path("password").asText();
        secrets.add(password);
        return mailboxPasswords.putIfAbsent(address, password) == null
                ? new Answer(201, Map.of("id", address, "address", address))
                : new Answer(409, Map.of());
    }

    /** The token is the address. */
    private Answer token(JsonNode body) {
        String address = body.path("address").asText();
        if (has(address, Fault.MAILBOX_LOST)) {
            return new Answer(404, Map.of());
        }
        return body.path("password").asText().equals(mailboxPasswords.get(address))
                ? new Answer(200, Map.of("token", address))
                : new Answer(401, Map.of());
    }

    private Map<String, String> mail(String address, String id) {
        return mails.get(address).stream()
                .filter(mail -> mail.get("id").equals(id))
                .findFirst()
                .orElseThrow();
    }

    private Answer signUp(JsonNode body) {
        String email = body.path("email").asText();
        if (has(email, Fault.ERROR_PAGE_AT_SIGN_UP)) {
            return new Answer(202, "<html>Something went wrong</html>");
        }
        if (has(email, Fault.REFUSED_AT_SIGN_UP)) {
            return new Answer(403, Map.of("error", "captcha"));
        }
        Account account = accounts.get(email);
        if (account != null) {
            return new Answer(409, Map.of("accountId", email, "state", "pending"));
        }
        account = new Account();
        account.index = index(email);
        account.signUps++;
        account.password = body.path("password").asText();
        secrets.add(account.password);
        accounts.put(email, account);
        if (!has(email, Fault.FIRST_MAIL_LOST)) {
            send(email, account);
        }
        return has(email, Fault.SIGN_UP_ANSWER_LOST)
                ? new Answer(0, "")
                : new Answer(202, Map.of("accountId", email, "state", "pending"));
    }

    private void send(String email, Account account) {
        account.token = "token-" + ++serial;
        if (has(email, Fault.NO_MAIL)) {
            return;
        }
        if (has(email, Fault.MAIL_FOR_SOMEBODY_ELSE_FIRST)) {
            put(email, "somebody@else.test", "token-of-somebody-else");
        }
        put(email, email, account.token);
        if (has(email, Fault.MAIL_TWICE)) {
            put(email, email, account.token);
        }
    }

    private void put(String mailbox, String to, String token) {
        Map<String, String> mail = new HashMap<>();
        mail.put("id", "mail-" + ++serial);
        mail.put("from", "no-reply@provider.test");
        mail.put("to", to);
        mail.put("subject", "Confirm");
        mail.put("receivedAt", String.format("%09d", serial));
        mail.put("text", "Open " + uri() + "/verify?token=" + token + " please.");
        mails.computeIfAbsent(mailbox, box -> new ArrayList<>()).add(mail);
    }

    private Answer lookUp(String email) {
        Account account = accounts.get(email);
        return account == null
                ? new Answer(404, Map.of())
                : new Answer(200, Map.of("state", account.verified ? "verified" : "pending"));
    }

    private Answer resend(String email) {
        send(email, accounts.get(email));
        return new Answer(202, Map.of());
    }

    private Answer verify(String token) {
        for (Map.Entry<String, Account> entry : accounts.entrySet()) {
            Account account = entry.getValue();
            if (token.equals(account.token)) {
                account.linksUsed++;
                if (has(entry.getKey(), Fault.EVERY_LINK_EXPIRED)
                        || has(entry.getKey(), Fault.FIRST_LINK_EXPIRED) && account.linksUsed == 1) {
                    return new Answer(410, Map.of());
                }
                account.verified = true;
                return new Answer(200, Map.of());
            }
        }
        return new Answer(410, Map.of());
    }

    /** The session is the address. */
    private Answer login(JsonNode body) {
        String email = body.path("email").asText();
        Account account = accounts.get(email);
        return account != null
                        && account.verified
                        && account.password.equals(body.path("password").asText())
                ? new Answer(200, Map.of("session", email))
                : new Answer(401, Map.of());
    }

    private Answer issue(Account account) {
        String id = "key-" + ++serial;
        String key = String.format("sk-sim-%05d-%06d-secret", account.index, serial);
        account.keysMade++;
        account.liveKeys.put(id, key);
        secrets.add(key);
        if (faults.get(account.index) == Fault.KEY_ANSWER_LOST && account.keysMade == 1) {
            return new Answer(0, "");
        }
        return new Answer(201, Map.of("id", id, "key", key, "masked", "sk-…"));
    }

    private Answer models(String key) {
        for (Account account : accounts.values()) {
            if (account.liveKeys.containsValue(key)) {
                Fault fault = faults.get(account.index);
                boolean refused =
                        fault == Fault.EVERY_KEY_REFUSED || fault == Fault.FIRST_KEY_REFUSED && account.keysMade == 1;
                return refused
                        ? new Answer(401, Map.of())
                        : new Answer(200, Map.of("data", List.of(Map.of("id", "sim-large"))));
            }
        }
        return new Answer(401, Map.of());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
