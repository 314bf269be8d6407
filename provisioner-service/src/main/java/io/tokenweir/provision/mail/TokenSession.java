package io.tokenweir.provision.mail;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;

import io.tokenweir.provision.http.CallContext;
import io.tokenweir.provision.http.HttpAnswer;

/**
 * A mailbox that was opened for a bearer token, at {@code /messages}.
 *
 * @param summaries what a list says, the newest first
 * @param message what a message says, by its id
 */
record TokenSession(
        MailHttp api,
        Map<String, String> bearer,
        Function<HttpAnswer, List<MailSummary>> summaries,
        BiFunction<String, JsonNode, MailMessage> message)
        implements MailboxProvider.Session {

    @Override
    public CompletableFuture<List<MailSummary>> list(CallContext context) {
        return api.send("list-mails", "GET", "/messages", null, bearer, context)
                .thenApply(answer -> summaries.apply(MailHttp.expectOurs(answer, "list-mails", 200)));
    }

    @Override
    public CompletableFuture<MailMessage> fetch(String id, CallContext context) {
        return api.send("fetch-mail", "GET", "/messages/" + MailHttp.escape(id), null, bearer, context)
                .thenApply(answer -> message.apply(id, MailHttp.json(MailHttp.expectOurs(answer, "fetch-mail", 200))));
    }
}
