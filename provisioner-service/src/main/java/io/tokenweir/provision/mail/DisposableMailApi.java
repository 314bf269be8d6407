package io.tokenweir.provision.mail;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.databind.JsonNode;

import io.tokenweir.provision.http.CallContext;
import io.tokenweir.provision.http.HttpAnswer;
import io.tokenweir.provision.http.PacedHttp;

/** Mailboxes of the simulated provider's disposable-mail API: addresses, a token, a list, a message. */
public final class DisposableMailApi implements MailboxProvider {
    private final MailHttp api;
    /** By address, so that a mailbox can be removed; only of those made here. */
    private final Map<String, String> ids = new ConcurrentHashMap<>();

    /** @param base address of the API */
    public DisposableMailApi(URI base, PacedHttp http) {
        api = new MailHttp(base, http, Map.of());
    }

    @Override
    public CompletableFuture<OptionalDouble> declaredLimit(CallContext context) {
        return api.get("mailbox-limits", "/limits", context).thenApply(answer -> {
            double perSecond = answer.isSuccess()
                    ? MailHttp.json(answer).path("requestsPerSecond").asDouble(0)
                    : 0;
            return perSecond > 0 ? OptionalDouble.of(perSecond) : OptionalDouble.empty();
        });
    }

    @Override
    public CompletableFuture<String> domain(CallContext context) {
        return api.get("mailbox-domains", "/domains", context).thenApply(answer -> {
            JsonNode domains = MailHttp.json(answer, "mailbox-domains", 200);
            JsonNode first = domains.isArray()
                    ? domains.path(0)
                    : domains.findPath("domains").path(0);
            String domain = first.isTextual()
                    ? first.asText()
                    : first.findPath("domain").asText("");
            if (domain.isEmpty()) {
                throw MailHttp.failure("no-mail-domain", "the mailbox API at " + api.base() + " names no domain");
            }
            return domain;
        });
    }

    @Override
    public CompletableFuture<Void> create(Mailbox mailbox, CallContext context) {
        return api.send("create-mailbox", "POST", "/mailboxes", MailHttp.credentials(mailbox), Map.of(), context)
                .thenAccept(answer -> {
                    MailHttp.expect(answer, "create-mailbox", 200, 201, 409);
                    String id = answer.body().isBlank()
                            ? ""
                            : MailHttp.json(answer).path("id").asText("");
                    if (answer.isSuccess() && !id.isEmpty()) {
                        ids.put(mailbox.address(), id);
                    }
                });
    }

    @Override
    public CompletableFuture<Session> open(Mailbox mailbox, CallContext context) {
        return token(mailbox, context)
                .thenApply(token -> new TokenSession(
                        api, MailHttp.bearer(token), DisposableMailApi::newestFirst, DisposableMailApi::message));
    }

    @Override
    public CompletableFuture<Void> delete(Mailbox mailbox, CallContext context) {
        String id = ids.remove(mailbox.address());
        if (id == null) {
            return CompletableFuture.completedFuture(null);
        }
        return token(mailbox, context)
                .thenCompose(token -> api.send(
                        "delete-mailbox",
                        "DELETE",
                        "/mailboxes/" + MailHttp.escape(id),
                        null,
                        MailHttp.bearer(token),
                        context))
                .thenAccept(answer -> MailHttp.expect(answer, "delete-mailbox", 200, 204, 404));
    }

    private CompletableFuture<String> token(Mailbox mailbox, CallContext context) {
        return api.send("open-mailbox", "POST", "/token", MailHttp.credentials(mailbox), Map.of(), context)
                .thenApply(answer -> {
                    String token = MailHttp.json(MailHttp.expectOurs(answer, "open-mailbox", 200, 201))
                            .path("token")
                            .asText("");
                    if (token.isEmpty()) {
                        throw MailHttp.failure("unexpected-answer", "step open-mailbox was answered without a token");
                    }
                    return token;
                });
    }

    private static List<MailSummary> newestFirst(HttpAnswer answer) {
        JsonNode list = MailHttp.json(answer);
        List<JsonNode> items = new ArrayList<>();
        (list.isArray() ? list : list.path("hydra:member")).forEach(items::add);
        Collections.reverse(items); // of mails of the same second the last is the newest
        items.sort(
                Comparator.comparing((JsonNode item) -> item.path("receivedAt").asText())
                        .reversed());
        return items.stream()
                .map(item -> new MailSummary(
                        item.path("id").asText(),
                        address(item.path("from")),
                        item.path("subject").asText("")))
                .toList();
    }

    /** The raw source, where the API gives it, is the authority; what the API made of it is the fallback. */
    private static MailMessage message(String id, JsonNode node) {
        String source = node.path("source").asText("");
        if (source.contains(":")) {
            return MimeParser.parse(id, source);
        }
        JsonNode to = node.path("to");
        return new MailMessage(
                id,
                address(node.path("from")),
                to.isArray() ? MailHttp.each(to, "address") : to.isMissingNode() ? List.of() : List.of(address(to)),
                node.path("subject").asText(""),
                node.path("text").asText(""),
                node.path("html").isArray()
                        ? String.join("", MailHttp.each(node.path("html"), ""))
                        : node.path("html").asText(""));
    }

    private static String address(JsonNode node) {
        return node.isObject() ? node.path("address").asText("") : node.asText("");
    }
}
