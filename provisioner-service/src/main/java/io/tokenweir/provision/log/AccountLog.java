package io.tokenweir.provision.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.tokenweir.common.publish.AtomicPublisher;

/**
 * Commits transitions in groups: what arrives while a transaction is on its way goes with the next one, and transactions are
 * begun a few milliseconds apart, so that there is company when there is much to do and no wait when there is little.
 * Whoever appends is told when his transition is committed.
 *
 * <p>One thread of its own numbers, encodes and publishes. After the first failure nothing is committed any more: every
 * later append fails with the same exception, because the log is the state and must not have a hole. Thread-safe.
 */
public final class AccountLog implements AutoCloseable {
    private static final int MAX_GROUP = 500;

    /**
     * A transaction costs the broker about the same whatever is in it, so the more there is to do, the more go together: from
     * a thousand transitions a second on, ten transactions a second carry them.
     */
    private static final long GAP_NANOS_EACH = 1_000_000L;

    private static final long LONGEST_GAP_NANOS = 100_000_000L;

    private final AtomicPublisher publisher;
    private final AccountEvents events;
    private final long gatherNanos;
    private final Consumer<RuntimeException> whenBroken;
    private final BlockingQueue<Pending> queue = new LinkedBlockingQueue<>();
    private final Thread thread;
    private long gapNanos;
    private volatile boolean closing;
    private volatile RuntimeException broken;
    /** When the last transaction that went through was begun: until then nobody else had taken over. */
    private volatile long provenNanos;

    /** Without a transition it only asks whether the log is still ours. */
    private record Pending(Transition transition, CompletableFuture<Void> committed) {}

    /**
     * @param gatherNanos how long after a transaction was begun the next one waits for company; with nothing before it, it
     *     waits for none
     * @param whenBroken is told at once, on the log's thread, when nothing can be committed any more
     */
    public AccountLog(
            AtomicPublisher publisher, AccountEvents events, long gatherNanos, Consumer<RuntimeException> whenBroken) {
        this.whenBroken = whenBroken;
        this.provenNanos = System.nanoTime() - gatherNanos;
        this.publisher = publisher;
        this.events = events;
        this.gatherNanos = gatherNanos;
        this.gapNanos = gatherNanos;
        this.thread = new Thread(this::run, "weir-provision-log");
        this.thread.setDaemon(true);
        this.thread.start();
    }

    /** Completes when the transition and the account's snapshot are committed, on the log's thread. */
    public CompletableFuture<Void> append(Transition transition) {
        CompletableFuture<Void> committed = new CompletableFuture<>();
        queue.add(new Pending(transition, committed));
        return committed;
    }

    /**
     * Completes when it is certain that nobody else had taken over {@code maxAgeNanos} ago: at once, if a transaction that was
     * begun since went through, else with the next one. Fails when somebody had.
     */
    public CompletableFuture<Void> confirmed(long maxAgeNanos) {
        RuntimeException failure = broken;
        if (failure != null) {
            return CompletableFuture.failedFuture(failure);
        }
        if (System.nanoTime() - provenNanos <= maxAgeNanos) {
            return CompletableFuture.completedFuture(null);
        }
        return append(null);
    }

    /** Commits what is waiting, then ticks and RUN_END markers; the publisher stays open. */
    public void finish(boolean cutShort) throws InterruptedException {
        close();
        thread.join();
        if (broken == null) {
            publisher.publishAtomically(events.runEnd(cutShort));
        }
    }

    /** Ends the thread after what is waiting; waits for nothing. */
    @Override
    public void close() {
        closing = true;
    }

    private void run() {
        try {
            while (!closing || !queue.isEmpty()) {
                Pending first = queue.poll(50, TimeUnit.MILLISECONDS);
                commit(first == null ? List.of() : gather(first));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Pending> gather(Pending first) throws InterruptedException {
        List<Pending> group = new ArrayList<>();
        group.add(first);
        long left = provenNanos + gapNanos - System.nanoTime();
        while (group.size() < MAX_GROUP && left > 0) {
            Pending next = queue.poll(left, TimeUnit.NANOSECONDS);
            if (next != null) {
                group.add(next);
            }
            left = provenNanos + gapNanos - System.nanoTime();
        }
        queue.drainTo(group, MAX_GROUP - group.size());
        return group;
    }

    private void commit(List<Pending> group) {
        if (broken == null) {
            try {
                publish(group);
            } catch (RuntimeException e) {
                broken = e;
                whenBroken.accept(e);
            }
        }
        for (Pending pending : group) {
            if (broken == null) {
                pending.committed().complete(null);
            } else {
                pending.committed().completeExceptionally(broken);
            }
        }
    }

    private void publish(List<Pending> group) {
        long begunNanos = System.nanoTime();
        var batch = events.batch(
                group.stream().map(Pending::transition).filter(Objects::nonNull).toList());
        if (!batch.isEmpty()) {
            publisher.publishAtomically(batch);
        } else if (!group.isEmpty()) {
            publisher.confirm();
        } else {
            return;
        }
        provenNanos = begunNanos;
        gapNanos = Math.max(gatherNanos, Math.min(LONGEST_GAP_NANOS, group.size() * GAP_NANOS_EACH));
    }
}
