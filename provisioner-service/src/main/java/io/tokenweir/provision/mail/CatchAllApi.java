package io.tokenweir.provision.mail;

import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;

import io.tokenweir.provision.http.CallContext;

/**
 * A service that takes mail for every address of a domain: nothing is created and nothing opened, mail is searched by its
 * recipient. Thread-safe.
 */
abstract class CatchAllApi implements MailboxProvider {
    private final String domain;

    CatchAllApi(String domain) {
        this.domain = domain;
    }

    abstract CompletableFuture<List<MailSummary>> search(String address, CallContext context);

    abstract CompletableFuture<MailMessage> fetch(String id, CallContext context);

    @Override
    public CompletableFuture<OptionalDouble> declaredLimit(CallContext context) {
        return CompletableFuture.completedFuture(OptionalDouble.empty());
    }

    @Override
    public CompletableFuture<String> domain(CallContext context) {
        return CompletableFuture.completedFuture(domain);
    }

    @Override
    public CompletableFuture<Void> create(Mailbox mailbox, CallContext context) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<Session> open(Mailbox mailbox, CallContext context) {
        return CompletableFuture.completedFuture(new Session() {
            @Override
            public CompletableFuture<List<MailSummary>> list(CallContext caller) {
                return search(mailbox.address(), caller);
            }

            @Override
            public CompletableFuture<MailMessage> fetch(String id, CallContext caller) {
                return CatchAllApi.this.fetch(id, caller);
            }
        });
    }
}
