package io.tokenweir.provision.mail;

import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;

import io.tokenweir.provision.http.CallContext;
import io.tokenweir.provision.http.PacedHttp;

/** Makes the adapter for a choice. */
public final class Mailboxes {
    private Mailboxes() {}

    /** Throws {@link IllegalArgumentException} with a sentence when the choice lacks something that its kind needs. */
    public static MailboxProvider of(MailboxChoice choice, PacedHttp http) {
        check(choice);
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

    private static void check(MailboxChoice choice) {
        switch (choice.kind()) {
            case MAILPIT, MAILHOG -> require(choice.domain(), choice, "a domain for the addresses");
            case MAILOSAUR -> {
                require(choice.server(), choice, "the id of the server");
                require(choice.secret(), choice, "the API key, from the environment or a file");
            }
            case IMAP -> {
                require(choice.domain(), choice, "a domain, or a pattern such as box+*@example.test");
                require(choice.user(), choice, "a user");
                require(choice.secret(), choice, "the password, from the environment or a file");
            }
            case DISPOSABLE, MAIL_TM -> {}
        }
    }

    private static void require(String value, MailboxChoice choice, String what) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(
                    "Mailboxes of kind '" + choice.kind().text() + "' need " + what + ".");
        }
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
