package io.tokenweir.provision.mail;

import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;

import io.tokenweir.provision.http.CallContext;

/**
 * A service that keeps mailboxes. One adapter per kind of service; clients only.
 *
 * <p>Every future fails with {@link io.tokenweir.provision.http.CallFailedException}. Thread-safe.
 */
public interface MailboxProvider extends AutoCloseable {
    /** Endpoint group of all its calls. */
    String GROUP = "mailbox";

    /** Calls per second that the service declares; empty when it declares nothing. */
    CompletableFuture<OptionalDouble> declaredLimit(CallContext context);

    /** A domain at which mailboxes can be created, or a pattern of addresses such as {@code box+*@example.test}. */
    CompletableFuture<String> domain(CallContext context);

    /** Creates the mailbox; one that exists already is ours, because its address is. */
    CompletableFuture<Void> create(Mailbox mailbox, CallContext context);

    /** Removes the mailbox and its mail, where the service can do that. */
    default CompletableFuture<Void> delete(Mailbox mailbox, CallContext context) {
        return CompletableFuture.completedFuture(null);
    }

    /** Ends connections that the adapter keeps open. */
    @Override
    default void close() {
        // most adapters keep none
    }

    /** Opens a session. */
    CompletableFuture<Session> open(Mailbox mailbox, CallContext context);

    /** What may be read as long as the session lasts. */
    interface Session {
        /** Newest first. */
        CompletableFuture<List<MailSummary>> list(CallContext context);

        CompletableFuture<MailMessage> fetch(String id, CallContext context);
    }
}
