package io.tokenweir.provision.mail;

import java.time.Duration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.tokenweir.provision.account.VerificationMail;
import io.tokenweir.provision.http.CallContext;

/** Looks into mailboxes until the verification mail is there. Thread-safe. */
public final class MailAwaiter {
    private final ScheduledExecutorService scheduler;
    private final LinkChooser chooser;
    private final MailDelay delay = new MailDelay();
    private final long atMostNanos;

    /** @param atMost how long one mail is waited for */
    public MailAwaiter(ScheduledExecutorService scheduler, LinkChooser chooser, Duration atMost) {
        this.scheduler = scheduler;
        this.chooser = chooser;
        this.atMostNanos = atMost.toNanos();
    }

    private static final class Watch {
        final MailboxProvider.Session session;
        final String address;
        final CallContext context;
        final Set<String> useless;
        final long askedNanos;
        final CompletableFuture<Optional<VerificationMail>> result = new CompletableFuture<>();
        long lastVainNanos;
        int looks;

        Watch(
                MailboxProvider.Session session,
                String address,
                Set<String> useless,
                long askedNanos,
                CallContext context) {
            this.session = session;
            this.address = address;
            this.useless = new HashSet<>(useless);
            this.askedNanos = askedNanos;
            this.context = context;
        }
    }

    /**
     * Completes with the newest mail of ours, or empty when none came in time.
     *
     * @param tried mails that are not to be found again
     * @param askedNanos when the provider was asked to send it, by {@link System#nanoTime()}
     */
    public CompletableFuture<Optional<VerificationMail>> await(
            MailboxProvider.Session session, String address, Set<String> tried, long askedNanos, CallContext context) {
        Watch watch = new Watch(session, address, tried, askedNanos, context);
        lookIn(watch, Math.max(0, delay.firstLookNanos() - (System.nanoTime() - askedNanos)));
        return watch.result;
    }

    private void lookIn(Watch watch, long waitNanos) {
        try {
            scheduler.schedule(() -> look(watch), waitNanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException stopped) {
            watch.result.complete(Optional.empty());
        }
    }

    private void look(Watch watch) {
        watch.session
                .list(watch.context)
                .thenCompose(list -> firstOfOurs(watch, candidates(watch, list)))
                .whenComplete((found, failure) -> {
                    if (failure != null) {
                        watch.result.completeExceptionally(failure);
                    } else if (found.isPresent()) {
                        learn(watch);
                        watch.result.complete(found);
                    } else {
                        lookAgain(watch);
                    }
                });
    }

    private Iterator<MailSummary> candidates(Watch watch, List<MailSummary> list) {
        return list.stream()
                .filter(summary -> !watch.useless.contains(summary.id()) && chooser.mayBe(summary))
                .iterator();
    }

    private CompletableFuture<Optional<VerificationMail>> firstOfOurs(Watch watch, Iterator<MailSummary> candidates) {
        if (!candidates.hasNext()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return watch.session.fetch(candidates.next().id(), watch.context).thenCompose(mail -> {
            Optional<VerificationMail> chosen = chooser.choose(mail, watch.address);
            if (chosen.isPresent()) {
                return CompletableFuture.completedFuture(chosen);
            }
            watch.useless.add(mail.id());
            return firstOfOurs(watch, candidates);
        });
    }

    private void lookAgain(Watch watch) {
        long waited = System.nanoTime() - watch.askedNanos;
        watch.looks++;
        watch.lastVainNanos = waited;
        long gap = MailDelay.gapNanos(watch.looks);
        if (waited + gap > atMostNanos) {
            watch.result.complete(Optional.empty());
        } else {
            lookIn(watch, gap);
        }
    }

    private void learn(Watch watch) {
        if (watch.looks == 0) {
            delay.wasThere();
        } else {
            delay.wasVain(watch.lastVainNanos);
        }
    }
}
