package io.tokenweir.provision.mail;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.databind.JsonNode;

import io.tokenweir.provision.http.CallContext;
import io.tokenweir.provision.http.HttpAnswer;
import io.tokenweir.provision.http.PacedHttp;

/** Mailboxes of mail.tm and of services of its shape: accounts, tokens, messages in JSON-LD. Allows 8 calls a second. */
final class MailTmApi implements MailboxProvider {
    private static final double PER_SECOND = 8;

    private final MailHttp api;

    MailTmApi(URI base, PacedHttp http) {
        api = new MailHttp(base, http, Map.of("Accept", "application/ld+json"));
    }

    @Override
    public CompletableFuture<OptionalDouble> declaredLimit(CallContext context) {
        return CompletableFuture.completedFuture(OptionalDouble.of(PER_SECOND));
    }

    @Override
    public CompletableFuture<String> domain(CallContext context) {
        return api.get("mailbox-domains", "/domains", context).thenApply(answer -> {
            for (JsonNode domain : members(MailHttp.json(answer, "mailbox-domains", 200))) {
                if (domain.path("isActive").asBoolean(true)
                        && domain.path("domain").isTextual()) {
                    return domain.path("domain").asText();
                }
            }
            throw MailHttp.failure("no-mail-domain", "the mailbox API at " + api.base() + " names no active domain");
        });
    }

    /** 422 says that the address is used, or wrong; whether it is ours, opening it will tell. */
    @Override
    public CompletableFuture<Void> create(Mailbox mailbox, CallContext context) {
        return api.send("create-mailbox", "POST", "/accounts", MailHttp.credentials(mailbox), Map.of(), context)
                .thenAccept(answer -> MailHttp.expect(answer, "create-mailbox", 200, 201, 409, 422));
    }

    @Override
    public CompletableFuture<Session> open(Mailbox mailbox, CallContext context) {
        return login(mailbox, context)
                .thenApply(login -> new TokenSession(
                        api, MailHttp.bearer(login.path("token").asText()), MailTmApi::summaries, MailTmApi::message));
    }

    @Override
    public CompletableFuture<Void> delete(Mailbox mailbox, CallContext context) {
        return login(mailbox, context)
                .thenCompose(login -> api.send(
                        "delete-mailbox",
                        "DELETE",
                        "/accounts/" + MailHttp.escape(login.path("id").asText("")),
                        null,
                        MailHttp.bearer(login.path("token").asText()),
                        context))
                .thenAccept(answer -> MailHttp.expect(answer, "delete-mailbox", 204, 404));
    }

    private CompletableFuture<JsonNode> login(Mailbox mailbox, CallContext context) {
        return api.send("open-mailbox", "POST", "/token", MailHttp.credentials(mailbox), Map.of(), context)
                .thenApply(answer -> {
                    JsonNode login = MailHttp.json(MailHttp.expectOurs(answer, "open-mailbox", 200, 201));
                    if (login.path("token").asText("").isEmpty()) {
                        throw MailHttp.failure("unexpected-answer", "step open-mailbox was answered without a token");
                    }
                    return login;
                });
    }

    /** Of the first page: the thirty newest. */
    private static List<MailSummary> summaries(HttpAnswer answer) {
        List<MailSummary> found = new ArrayList<>();
        for (JsonNode item : members(MailHttp.json(answer))) {
            found.add(new MailSummary(
                    item.path("id").asText(),
                    item.path("from").path("address").asText(""),
                    item.path("subject").asText("")));
        }
        return found;
    }

    private static MailMessage message(String id, JsonNode mail) {
        List<String> to = new ArrayList<>(MailHttp.each(mail.path("to"), "address"));
        to.addAll(MailHttp.each(mail.path("cc"), "address"));
        return new MailMessage(
                id,
                mail.path("from").path("address").asText(""),
                to,
                mail.path("subject").asText(""),
                mail.path("text").asText(""),
                String.join("\n", MailHttp.each(mail.path("html"), "")));
    }

    /** JSON-LD has the list inside, plain JSON is the list. */
    private static JsonNode members(JsonNode collection) {
        return collection.isArray() ? collection : collection.path("hydra:member");
    }
}
