package io.tokenweir.provision.mail;

import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;

import io.tokenweir.provision.http.CallContext;
import io.tokenweir.provision.http.PacedHttp;

/** Makes the adapter for a choice. */
public final class Mailboxes {
    private Mailboxes() {}

    /** Opens nothing yet. Throws {@link io.tokenweir.common.target.RefusedTargetException} for an IMAP host off the list. */
    public static MailboxProvider of(MailboxChoice choice, PacedHttp http) {
        MailboxProvider adapter = switch (choice.kind()) {
            case DISPOSABLE -> new DisposableMailApi(choice.url(), http);
            case IMAP -> new ImapMailbox(choice, http.guard());
            case MAILPIT -> new MailpitApi(choice, http);
            case MAILHOG -> new MailHogApi(choice, http);
            case MAIL_TM -> new MailTmApi(choice.url(), http);
            case MAILOSAUR -> new MailosaurApi(choice, http);
        };
        return choice.requestsPerSecond() > 0 ? new Declared(adapter, choice.requestsPerSecond()) : adapter;
    }

    /** The operator knows the limit better than the service says it. */
    private record Declared(MailboxProvider adapter, double perSecond) implements MailboxProvider {
        @Override
        public CompletableFuture<OptionalDouble> declaredLimit(CallContext context) {
            return CompletableFuture.completedFuture(OptionalDouble.of(perSecond));
        }

        @Override
        public CompletableFuture<String> domain(CallContext context) {
            return adapter.domain(context);
        }

        @Override
        public CompletableFuture<Void> create(Mailbox mailbox, CallContext context) {
            return adapter.create(mailbox, context);
        }

        @Override
        public CompletableFuture<Void> delete(Mailbox mailbox, CallContext context) {
            return adapter.delete(mailbox, context);
        }

        @Override
        public CompletableFuture<Session> open(Mailbox mailbox, CallContext context) {
            return adapter.open(mailbox, context);
        }

        @Override
        public void close() {
            adapter.close();
        }
    }
}
