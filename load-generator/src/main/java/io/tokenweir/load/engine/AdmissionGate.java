package io.tokenweir.load.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

import io.tokenweir.load.react.ConcurrencyLimit;

/**
 * Lets virtual users send only while the client's own concurrency limit has room; the others wait in order of arrival, at
 * most until the queue's deadline. Owned by one event loop.
 */
final class AdmissionGate {
    private record Waiting(VirtualUser user, long sinceNanos) {}

    private final ConcurrencyLimit limit;
    private final long deadlineNanos;
    private final Deque<Waiting> queue = new ArrayDeque<>();

    AdmissionGate(ConcurrencyLimit limit, long deadlineNanos) {
        this.limit = limit;
        this.deadlineNanos = deadlineNanos;
    }

    /** True: send now. False: the user waits, and will be told. */
    boolean enter(VirtualUser user, long nowNanos) {
        if (queue.isEmpty() && limit.tryEnter()) {
            return true;
        }
        queue.addLast(new Waiting(user, nowNanos));
        return false;
    }

    /** An attempt ended. */
    void left(boolean succeeded, boolean refused, long nowNanos) {
        if (succeeded) {
            limit.succeeded();
        } else if (refused) {
            limit.refused(nowNanos);
        } else {
            limit.leave();
        }
        admit(nowNanos);
    }

    /** Sheds those that waited too long. */
    void sweep(long nowNanos) {
        while (!queue.isEmpty() && nowNanos - queue.getFirst().sinceNanos() > deadlineNanos) {
            queue.removeFirst().user().shed(describe() + " for " + deadlineNanos / 1_000_000 + " ms");
        }
    }

    void forget(VirtualUser user) {
        queue.removeIf(waiting -> waiting.user() == user);
    }

    private void admit(long nowNanos) {
        while (!queue.isEmpty() && limit.tryEnter()) {
            Waiting next = queue.removeFirst();
            next.user().admitted(nowNanos - next.sinceNanos(), describe());
        }
    }

    private String describe() {
        return String.format(Locale.ROOT, "the client's own limit of %.1f open requests was reached", limit.limit());
    }
}
