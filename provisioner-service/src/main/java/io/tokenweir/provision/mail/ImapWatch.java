package io.tokenweir.provision.mail;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks into the box for everybody who waits: one look serves all who asked before it began. Its one thread owns the
 * connection; a broken one is opened again with growing waits, and after five failures in a row those who wait are told.
 * Remembers the head lines of the newest mails. Thread-safe.
 */
final class ImapWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ImapWatch.class);
    private static final int REMEMBERED = 20_000;
    private static final int MAX_FAILURES = 5;
    private static final long FIRST_BACK_OFF_NANOS = 250_000_000L;

    private final ImapConnection connection;
    private final long gapNanos;
    private final ScheduledExecutorService thread;
    private final Deque<Waiter> waiting = new ArrayDeque<>();
    private final Map<String, CompletableFuture<MailMessage>> fetching = new LinkedHashMap<>();
    private final Map<String, List<MailSummary>> byRecipient = new HashMap<>();
    private final Deque<ImapConnection.Head> remembered = new ArrayDeque<>();
    private boolean due;
    private long lastLookNanos;
    private int failures;

    private record Waiter(String address, CompletableFuture<List<MailSummary>> result) {}

    ImapWatch(ImapConnection connection, long gapNanos) {
        this.connection = connection;
        this.gapNanos = gapNanos;
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread daemon = new Thread(task, "weir-provision-imap");
            daemon.setDaemon(true);
            return daemon;
        });
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        this.thread = executor;
        this.lastLookNanos = System.nanoTime() - gapNanos;
    }

    /** Mail for an address, newest first, as of a look that begins after this call. */
    CompletableFuture<List<MailSummary>> list(String address) {
        Waiter waiter = new Waiter(address.toLowerCase(Locale.ROOT), new CompletableFuture<>());
        synchronized (this) {
            waiting.add(waiter);
        }
        schedule();
        return waiter.result();
    }

    /** A mail; those asked for at the same time come with one command. */
    CompletableFuture<MailMessage> fetch(String id) {
        CompletableFuture<MailMessage> result;
        synchronized (this) {
            result = fetching.computeIfAbsent(id, key -> new CompletableFuture<>());
        }
        try {
            thread.execute(this::fetchAll);
        } catch (RejectedExecutionException stopped) {
            result.completeExceptionally(MailHttp.failure("stopped", "the mailbox was closed"));
        }
        return result;
    }

    private void schedule() {
        long wait;
        synchronized (this) {
            if (due || waiting.isEmpty()) {
                return;
            }
            due = true;
            long pause = failures == 0 ? gapNanos : FIRST_BACK_OFF_NANOS << Math.min(failures, 4);
            wait = Math.max(0, lastLookNanos + pause - System.nanoTime());
        }
        try {
            thread.schedule(this::look, wait, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException stopped) {
            tell(MailHttp.failure("stopped", "the mailbox was closed"));
        }
    }

    private void look() {
        List<Waiter> served;
        synchronized (this) {
            due = false;
            served = new ArrayList<>(waiting);
            waiting.clear();
        }
        try {
            connection.newHeads().forEach(this::remember);
            failures = 0;
            served.forEach(waiter ->
                    waiter.result().complete(List.copyOf(byRecipient.getOrDefault(waiter.address(), List.of()))));
        } catch (AuthenticationFailedException e) {
            served.forEach(waiter -> waiter.result()
                    .completeExceptionally(MailHttp.failure("mailbox-refused", "the IMAP login was refused")));
        } catch (MessagingException | RuntimeException e) {
            connection.drop();
            LOG.debug("the IMAP connection broke", e);
            synchronized (this) {
                failures++;
                waiting.addAll(served);
            }
            if (failures >= MAX_FAILURES) {
                tell(MailHttp.failure("no-answer", "IMAP failed " + failures + " times in a row: " + reason(e)));
                failures = 0;
            }
        }
        lastLookNanos = System.nanoTime();
        schedule();
    }

    private void fetchAll() {
        Map<String, CompletableFuture<MailMessage>> wanted;
        synchronized (this) {
            wanted = new LinkedHashMap<>(fetching);
            fetching.clear();
        }
        if (wanted.isEmpty()) {
            return;
        }
        try {
            Map<String, byte[]> sources = connection.sources(wanted.keySet());
            wanted.forEach((id, result) -> {
                byte[] source = sources.get(id);
                if (source == null) {
                    result.completeExceptionally(
                            MailHttp.failure("mailbox-lost", "a mail is no longer in the IMAP box"));
                } else {
                    result.complete(MimeParser.parse(id, source));
                }
            });
        } catch (MessagingException | RuntimeException e) {
            connection.drop();
            wanted.values()
                    .forEach(result -> result.completeExceptionally(
                            MailHttp.failure("no-answer", "IMAP failed while a mail was read: " + reason(e))));
        }
    }

    private void remember(ImapConnection.Head head) {
        remembered.add(head);
        for (String recipient : head.recipients()) {
            byRecipient.computeIfAbsent(recipient, r -> new ArrayList<>(2)).add(0, head.summary());
        }
        if (remembered.size() > REMEMBERED) {
            ImapConnection.Head oldest = remembered.poll();
            for (String recipient : oldest.recipients()) {
                List<MailSummary> left = byRecipient.getOrDefault(recipient, Collections.emptyList());
                left.remove(oldest.summary());
                if (left.isEmpty()) {
                    byRecipient.remove(recipient);
                }
            }
        }
    }

    private void tell(RuntimeException failure) {
        List<Waiter> told;
        synchronized (this) {
            told = new ArrayList<>(waiting);
            waiting.clear();
        }
        told.forEach(waiter -> waiter.result().completeExceptionally(failure));
    }

    /** The kind of failure; servers put addresses into their messages. */
    private static String reason(Exception e) {
        return e.getCause() == null
                ? e.getClass().getSimpleName()
                : e.getCause().getClass().getSimpleName();
    }

    @Override
    public void close() {
        thread.execute(connection::drop);
        thread.shutdown();
        tell(MailHttp.failure("stopped", "the mailbox was closed"));
    }
}
