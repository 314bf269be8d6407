package io.tokenweir.load.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.tokenweir.load.react.AdmissionLimit;
import io.tokenweir.load.react.WaitQueue;
import io.tokenweir.load.react.WaitQueue.Ticket;

/**
 * Lets virtual users send only while the client's own limit has room; the others wait in a bounded queue, at most until its
 * deadline. One for all event loops of a scenario, so that the limit is exact and the order fair. Thread-safe: who is let
 * through is told on its own loop.
 */
final class AdmissionGate {
    /**
     * What became of a wish to send.
     *
     * @param ticket of who waits; null when admitted, or when the queue is full
     */
    record Entry(boolean admitted, Ticket<VirtualUser> ticket) {}

    private record Admitted(Ticket<VirtualUser> ticket, long waitedNanos) {}

    private static final Entry SEND_NOW = new Entry(true, null);

    private final AdmissionLimit limit;
    private final WaitQueue<VirtualUser> queue;

    AdmissionGate(AdmissionLimit limit, WaitQueue<VirtualUser> queue) {
        this.limit = limit;
        this.queue = queue;
    }

    synchronized Entry enter(VirtualUser user, long nowNanos) {
        if (queue.waiting() == 0 && limit.tryEnter()) {
            return SEND_NOW;
        }
        return new Entry(false, queue.offer(user, user.account().place().accountId(), nowNanos));
    }

    /** An attempt was answered. */
    void succeeded(long ttftNanos, long nowNanos) {
        synchronized (this) {
            limit.succeeded(ttftNanos);
        }
        admit(nowNanos);
    }

    /** An attempt was refused by a limit, or met an overloaded server. */
    void refused(long nowNanos) {
        synchronized (this) {
            limit.refused(nowNanos);
        }
        admit(nowNanos);
    }

    /** A place is given back for a reason that says nothing about the limit. */
    void left(long nowNanos) {
        synchronized (this) {
            limit.leave();
        }
        admit(nowNanos);
    }

    /** Sheds those that waited too long. */
    void sweep(long nowNanos) {
        List<Ticket<VirtualUser>> overdue = new ArrayList<>();
        synchronized (this) {
            for (Ticket<VirtualUser> next = queue.pollOverdue(nowNanos);
                    next != null;
                    next = queue.pollOverdue(nowNanos)) {
                overdue.add(next);
            }
        }
        for (Ticket<VirtualUser> ticket : overdue) {
            long waited = ticket.waitedNanos(nowNanos) / 1_000_000;
            String why = describe() + " for " + waited + " ms";
            ticket.what().onItsLoop(clearance -> clearance.dropped(ticket, why));
        }
    }

    /** The ticket's owner does not want to send any more. */
    synchronized void forget(Ticket<VirtualUser> ticket) {
        queue.remove(ticket);
    }

    private void admit(long nowNanos) {
        List<Admitted> next = new ArrayList<>(0);
        synchronized (this) {
            while (queue.waiting() > 0 && limit.tryEnter()) {
                Ticket<VirtualUser> ticket = queue.poll();
                next.add(new Admitted(ticket, ticket.waitedNanos(nowNanos)));
            }
        }
        for (Admitted admitted : next) {
            Ticket<VirtualUser> ticket = admitted.ticket();
            ticket.what().onItsLoop(clearance -> clearance.admitted(ticket, admitted.waitedNanos()));
        }
    }

    synchronized String describe() {
        return String.format(Locale.ROOT, "the client's own limit of %.1f open requests was reached", limit.limit());
    }

    String policy() {
        return "admission/" + limit.name();
    }
}
