package io.tokenweir.provision.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.databind.JsonNode;

import io.tokenweir.provision.http.CallContext;
import io.tokenweir.provision.http.PacedHttp;

/** Mail of a MailHog: a search by recipient, and the source of one message, which is decoded here. */
final class MailHogApi extends CatchAllApi {
    private final MailHttp api;

    MailHogApi(MailboxChoice choice, PacedHttp http) {
        super(choice.domain());
        api = new MailHttp(choice.url(), http, MailHttp.basic(choice.user(), choice.secret()));
    }

    @Override
    CompletableFuture<List<MailSummary>> search(String address, CallContext context) {
        return items(address, context).thenApply(items -> {
            List<MailSummary> found = new ArrayList<>();
            for (JsonNode item : items) {
                MailMessage mail = message(item);
                found.add(new MailSummary(mail.id(), mail.from(), mail.subject()));
            }
            return found;
        });
    }

    private CompletableFuture<JsonNode> items(String address, CallContext context) {
        return api.get("list-mails", "/api/v2/search?kind=to&query=" + MailHttp.escape(address), context)
                .thenApply(answer -> MailHttp.json(answer, "list-mails", 200).path("items"));
    }

    @Override
    CompletableFuture<MailMessage> fetch(String id, CallContext context) {
        return api.get("fetch-mail", "/api/v1/messages/" + MailHttp.escape(id), context)
                .thenApply(answer -> message(MailHttp.json(answer, "fetch-mail", 200)));
    }

    @Override
    public CompletableFuture<Void> delete(Mailbox mailbox, CallContext context) {
        return items(mailbox.address(), context).thenCompose(items -> {
            CompletableFuture<Void> deleted = CompletableFuture.completedFuture(null);
            for (JsonNode item : items) {
                String path =
                        "/api/v1/messages/" + MailHttp.escape(item.path("ID").asText());
                deleted = deleted.thenCompose(
                                before -> api.send("delete-mailbox", "DELETE", path, null, Map.of(), context))
                        .thenAccept(answer -> MailHttp.expect(answer, "delete-mailbox", 200, 404));
            }
            return deleted;
        });
    }

    private static MailMessage message(JsonNode item) {
        return MimeParser.parse(
                item.path("ID").asText(), item.path("Raw").path("Data").asText(""));
    }
}
