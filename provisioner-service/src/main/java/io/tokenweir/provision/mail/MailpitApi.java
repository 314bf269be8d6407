package io.tokenweir.provision.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.databind.JsonNode;

import io.tokenweir.provision.http.CallContext;
import io.tokenweir.provision.http.PacedHttp;

/** Mail of a Mailpit: a search by recipient, and one message decoded by it. */
final class MailpitApi extends CatchAllApi {
    private final MailHttp api;

    MailpitApi(MailboxChoice choice, PacedHttp http) {
        super(choice.domain());
        api = new MailHttp(choice.url(), http, MailHttp.basic(choice.user(), choice.secret()));
    }

    @Override
    CompletableFuture<List<MailSummary>> search(String address, CallContext context) {
        return api.get("list-mails", "/api/v1/search?query=" + query(address), context)
                .thenApply(answer -> {
                    List<MailSummary> found = new ArrayList<>();
                    for (JsonNode item :
                            MailHttp.json(answer, "list-mails", 200).path("messages")) {
                        found.add(new MailSummary(
                                item.path("ID").asText(),
                                item.path("From").path("Address").asText(""),
                                item.path("Subject").asText("")));
                    }
                    return found;
                });
    }

    @Override
    CompletableFuture<MailMessage> fetch(String id, CallContext context) {
        return api.get("fetch-mail", "/api/v1/message/" + MailHttp.escape(id), context)
                .thenApply(answer -> message(id, MailHttp.json(answer, "fetch-mail", 200)));
    }

    @Override
    public CompletableFuture<Void> delete(Mailbox mailbox, CallContext context) {
        String path = "/api/v1/search?query=" + query(mailbox.address());
        return api.send("delete-mailbox", "DELETE", path, null, Map.of(), context)
                .thenAccept(answer -> MailHttp.expect(answer, "delete-mailbox", 200));
    }

    private static String query(String address) {
        return MailHttp.escape("to:\"" + address + "\"");
    }

    private static MailMessage message(String id, JsonNode mail) {
        List<String> to = new ArrayList<>(MailHttp.each(mail.path("To"), "Address"));
        to.addAll(MailHttp.each(mail.path("Cc"), "Address"));
        return new MailMessage(
                id,
                mail.path("From").path("Address").asText(""),
                to.isEmpty() ? MailHttp.each(mail.path("Bcc"), "Address") : to,
                mail.path("Subject").asText(""),
                mail.path("Text").asText(""),
                mail.path("HTML").asText(""));
    }
}
