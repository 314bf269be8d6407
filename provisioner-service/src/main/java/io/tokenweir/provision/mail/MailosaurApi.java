package io.tokenweir.provision.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.tokenweir.provision.http.CallContext;
import io.tokenweir.provision.http.PacedHttp;

/** Mail of a Mailosaur server: every address of its domain is a mailbox, the API key opens them all. */
final class MailosaurApi extends CatchAllApi {
    private final MailHttp api;
    private final String server;

    MailosaurApi(MailboxChoice choice, PacedHttp http) {
        super(choice.domain() == null ? choice.server() + ".mailosaur.net" : choice.domain());
        api = new MailHttp(choice.url(), http, MailHttp.basic(choice.secret(), ""));
        server = choice.server();
    }

    @Override
    CompletableFuture<List<MailSummary>> search(String address, CallContext context) {
        return items(address, context).thenApply(items -> {
            List<MailSummary> found = new ArrayList<>();
            for (JsonNode item : items) {
                found.add(new MailSummary(
                        item.path("id").asText(),
                        item.path("from").path(0).path("email").asText(""),
                        item.path("subject").asText("")));
            }
            return found;
        });
    }

    private CompletableFuture<JsonNode> items(String address, CallContext context) {
        String criteria =
                JsonNodeFactory.instance.objectNode().put("sentTo", address).toString();
        String path = "/api/messages/search?server=" + MailHttp.escape(server);
        return api.send("list-mails", "POST", path, criteria, Map.of(), context)
                .thenApply(answer -> MailHttp.json(answer, "list-mails", 200).path("items"));
    }

    @Override
    CompletableFuture<MailMessage> fetch(String id, CallContext context) {
        return api.get("fetch-mail", "/api/messages/" + MailHttp.escape(id), context)
                .thenApply(answer -> message(id, MailHttp.json(answer, "fetch-mail", 200)));
    }

    @Override
    public CompletableFuture<Void> delete(Mailbox mailbox, CallContext context) {
        return items(mailbox.address(), context).thenCompose(items -> {
            CompletableFuture<Void> deleted = CompletableFuture.completedFuture(null);
            for (JsonNode item : items) {
                String path = "/api/messages/" + MailHttp.escape(item.path("id").asText());
                deleted = deleted.thenCompose(
                                before -> api.send("delete-mailbox", "DELETE", path, null, Map.of(), context))
                        .thenAccept(answer -> MailHttp.expect(answer, "delete-mailbox", 204, 404));
            }
            return deleted;
        });
    }

    private static MailMessage message(String id, JsonNode mail) {
        List<String> to = new ArrayList<>(MailHttp.each(mail.path("to"), "email"));
        to.addAll(MailHttp.each(mail.path("cc"), "email"));
        return new MailMessage(
                id,
                mail.path("from").path(0).path("email").asText(""),
                to,
                mail.path("subject").asText(""),
                mail.path("text").path("body").asText(""),
                mail.path("html").path("body").asText(""));
    }
}
