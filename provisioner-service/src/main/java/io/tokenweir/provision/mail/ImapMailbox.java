package io.tokenweir.provision.mail;

import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;

import io.tokenweir.common.target.TargetGuard;
import io.tokenweir.provision.http.CallContext;

/**
 * One box behind IMAP that gets the mail of a whole domain (a catch-all), or of all plus-addresses of one user.
 *
 * <p>However many accounts wait for mail, the box is looked into once for all of them, at most as often as allowed. Nothing
 * in it is changed: mail is neither marked nor deleted. Thread-safe.
 */
final class ImapMailbox implements MailboxProvider {
    private static final double LOOKS_PER_SECOND = 5;

    private final MailboxChoice choice;
    private final ImapWatch watch;

    ImapMailbox(MailboxChoice choice, TargetGuard guard) {
        this.choice = choice;
        double perSecond = choice.requestsPerSecond() > 0 ? choice.requestsPerSecond() : LOOKS_PER_SECOND;
        guard.checkSignUp(choice.url());
        this.watch = new ImapWatch(new ImapConnection(choice), Math.round(1e9 / perSecond));
    }

    /** The endpoint group makes no calls here; the watch has its own pace. */
    @Override
    public CompletableFuture<OptionalDouble> declaredLimit(CallContext context) {
        return CompletableFuture.completedFuture(OptionalDouble.empty());
    }

    @Override
    public CompletableFuture<String> domain(CallContext context) {
        return CompletableFuture.completedFuture(choice.domain());
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
                return watch.list(mailbox.address());
            }

            @Override
            public CompletableFuture<MailMessage> fetch(String id, CallContext caller) {
                return watch.fetch(id);
            }
        });
    }

    @Override
    public void close() {
        watch.close();
    }
}
