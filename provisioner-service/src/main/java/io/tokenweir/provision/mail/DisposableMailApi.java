package io.tokenweir.provision.mail;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.tokenweir.provision.account.Cause;
import io.tokenweir.provision.http.CallContext;
import io.tokenweir.provision.http.CallFailedException;
import io.tokenweir.provision.http.HttpAnswer;
import io.tokenweir.provision.http.HttpCall;
import io.tokenweir.provision.http.PacedHttp;

/** Mailboxes of a disposable-mail API in mail.tm's shape: addresses, a token, a list, a message. */
public final class DisposableMailApi implements MailboxProvider {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String base;
    private final PacedHttp http;

    /** @param base address of the API, without a slash at the end */
    public DisposableMailApi(URI base, PacedHttp http) {
        this.base = base.toString().replaceAll("/+$", "");
        this.http = http;
    }

    @Override
    public CompletableFuture<OptionalDouble> declaredLimit(CallContext context) {
        return send("mailbox-limits", "GET", "/limits", null, null, context).thenApply(answer -> {
            double perSecond =
                    answer.isSuccess() ? json(answer).path("requestsPerSecond").asDouble(0) : 0;
            return perSecond > 0 ? OptionalDouble.of(perSecond) : OptionalDouble.empty();
        });
    }

    @Override
    public CompletableFuture<String> domain(CallContext context) {
        return send("mailbox-domains", "GET", "/domains", null, null, context).thenApply(answer -> {
            JsonNode domains = json(expect(answer, "mailbox-domains", Set.of(200)));
            JsonNode first = domains.isArray()
                    ? domains.path(0)
                    : domains.findPath("domains").path(0);
            String domain = first.isTextual()
                    ? first.asText()
                    : first.findPath("domain").asText("");
            if (domain.isEmpty()) {
                throw failure("no-mail-domain", "the mailbox API at " + base + " names no domain");
            }
            return domain;
        });
    }

    @Override
    public CompletableFuture<Void> create(Mailbox mailbox, CallContext context) {
        return send("create-mailbox", "POST", "/mailboxes", credentials(mailbox), null, context)
                .thenAccept(answer -> expect(answer, "create-mailbox", Set.of(200, 201, 409)));
    }

    @Override
    public CompletableFuture<Session> open(Mailbox mailbox, CallContext context) {
        return send("open-mailbox", "POST", "/token", credentials(mailbox), null, context)
                .thenApply(answer -> {
                    String token = json(expect(answer, "open-mailbox", Set.of(200, 201)))
                            .path("token")
                            .asText("");
                    if (token.isEmpty()) {
                        throw failure("unexpected-answer", "step open-mailbox was answered without a token");
                    }
                    return new TokenSession(token);
                });
    }

    private final class TokenSession implements Session {
        private final String token;

        TokenSession(String token) {
            this.token = token;
        }

        @Override
        public CompletableFuture<List<MailSummary>> list(CallContext context) {
            return send("list-mails", "GET", "/messages", null, token, context).thenApply(answer -> {
                JsonNode list = json(expect(answer, "list-mails", Set.of(200)));
                List<JsonNode> items = new ArrayList<>();
                (list.isArray() ? list : list.path("hydra:member")).forEach(items::add);
                Collections.reverse(items); // of mails of the same second the last is the newest
                items.sort(Comparator.comparing(
                                (JsonNode item) -> item.path("receivedAt").asText())
                        .reversed());
                return items.stream()
                        .map(item -> new MailSummary(
                                item.path("id").asText(),
                                address(item.path("from")),
                                item.path("subject").asText("")))
                        .toList();
            });
        }

        @Override
        public CompletableFuture<MailMessage> fetch(String id, CallContext context) {
            String path = "/messages/" + URLEncoder.encode(id, StandardCharsets.UTF_8);
            return send("fetch-mail", "GET", path, null, token, context)
                    .thenApply(answer -> message(id, json(expect(answer, "fetch-mail", Set.of(200)))));
        }
    }

    /** The raw source, where the API gives it, is the authority; what the API made of it is the fallback. */
    private static MailMessage message(String id, JsonNode node) {
        String source = node.path("source").asText("");
        if (source.contains(":")) {
            return MimeParser.parse(id, source);
        }
        List<String> to = new ArrayList<>();
        JsonNode recipients = node.path("to");
        if (recipients.isArray()) {
            recipients.forEach(recipient -> to.add(address(recipient)));
        } else if (!recipients.isMissingNode()) {
            to.add(address(recipients));
        }
        StringBuilder html = new StringBuilder();
        if (node.path("html").isArray()) {
            node.path("html").forEach(part -> html.append(part.asText()));
        } else {
            html.append(node.path("html").asText(""));
        }
        return new MailMessage(
                id,
                address(node.path("from")),
                to,
                node.path("subject").asText(""),
                node.path("text").asText(""),
                html.toString());
    }

    private static String address(JsonNode node) {
        return node.isObject() ? node.path("address").asText("") : node.asText("");
    }

    private CompletableFuture<HttpAnswer> send(
            String step, String method, String path, String body, String token, CallContext context) {
        Map<String, String> headers =
                token == null ? Map.of("Content-Type", "application/json") : Map.of("Authorization", "Bearer " + token);
        return http.send(new HttpCall(step, GROUP, method, URI.create(base + path), headers, body, true, context));
    }

    private static String credentials(Mailbox mailbox) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("address", mailbox.address())
                .put("password", mailbox.password())
                .toString();
    }

    private static HttpAnswer expect(HttpAnswer answer, String step, Set<Integer> statuses) {
        if (!statuses.contains(answer.status())) {
            String code = answer.status() == 404 ? "mailbox-lost" : "mailbox-refused";
            throw failure(code, "step " + step + " was answered " + answer.status());
        }
        return answer;
    }

    private static JsonNode json(HttpAnswer answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw failure("unexpected-answer", "the mailbox API answered " + answer.status() + " with no JSON");
        }
    }

    private static CallFailedException failure(String code, String detail) {
        return new CallFailedException(new Cause(code, detail), false);
    }
}
