package io.tokenweir.provision.http;

import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import io.tokenweir.common.rate.AdaptivePacer;

/**
 * Endpoints that share one rate: who wants to call waits here for a permit.
 *
 * <p>Permits go to the waiting caller of the lowest priority number, then in order of arrival; a permit is assigned when it
 * falls due, not when it is asked for, so that an account begun early overtakes those begun later. Thread-safe.
 */
final class EndpointGroup {
    private final ScheduledExecutorService scheduler;
    private final LongSupplier nanoClock;
    private final PriorityQueue<Waiter> waiting = new PriorityQueue<>();
    private final InFlightBound bound = new InFlightBound();
    private int concurrency;
    private AdaptivePacer pacer;
    private boolean permitDue;
    private int inFlight;
    private long arrivals;
    private long calls;
    private long refused;
    private long unanswered;

    private record Waiter(int priority, long arrival, CompletableFuture<Long> turn) implements Comparable<Waiter> {
        @Override
        public int compareTo(Waiter other) {
            int byPriority = Integer.compare(priority, other.priority);
            return byPriority != 0 ? byPriority : Long.compare(arrival, other.arrival);
        }
    }

    EndpointGroup(GroupLimit limit, ScheduledExecutorService scheduler, LongSupplier nanoClock) {
        this.scheduler = scheduler;
        this.nanoClock = nanoClock;
        limit(limit);
    }

    /** Completes, with the instant, when a call may be sent; the caller then owes exactly one {@link #ended}. */
    CompletableFuture<Long> awaitTurn(int priority) {
        CompletableFuture<Long> turn = new CompletableFuture<>();
        synchronized (this) {
            waiting.add(new Waiter(priority, arrivals++, turn));
        }
        schedulePermit();
        return turn;
    }

    /** The limit became known. */
    synchronized void limit(GroupLimit limit) {
        concurrency = limit.concurrency();
        pacer = new AdaptivePacer(limit.startPerSecond(), limit.ceilingPerSecond(), 1, nanoClock.getAsLong());
    }

    /** @param turnNanos what {@link #awaitTurn} gave */
    void ended(long turnNanos, boolean wasRefused, boolean wasAnswered, long retryAfterNanos) {
        synchronized (this) {
            inFlight--;
            long now = nanoClock.getAsLong();
            if (wasAnswered) {
                bound.answered(now - turnNanos);
            }
            if (wasRefused) {
                refused++;
                pacer.refused(now, turnNanos, retryAfterNanos);
            } else if (wasAnswered) {
                pacer.accepted(now);
            } else {
                unanswered++;
            }
        }
        schedulePermit();
    }

    synchronized GroupStats stats() {
        return new GroupStats(calls, refused, unanswered, waiting.size(), pacer.ratePerSecond());
    }

    /** At most one permit is reserved ahead, so whoever comes meanwhile with a lower number still goes first. */
    private void schedulePermit() {
        long waitNanos = 0;
        while (waitNanos <= 0) {
            synchronized (this) {
                if (permitDue || waiting.isEmpty() || inFlight >= inFlightAllowed()) {
                    return;
                }
                permitDue = true;
                waitNanos = pacer.reserve(nanoClock.getAsLong());
            }
            if (waitNanos <= 0) {
                grant();
            }
        }
        try {
            scheduler.schedule(
                    () -> {
                        grant();
                        schedulePermit();
                    },
                    waitNanos,
                    TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException stopped) {
            synchronized (this) {
                permitDue = false;
            }
        }
    }

    private int inFlightAllowed() {
        return Math.min(concurrency, bound.at(pacer.ratePerSecond()));
    }

    private void grant() {
        Waiter next;
        long now = nanoClock.getAsLong();
        synchronized (this) {
            permitDue = false;
            next = waiting.poll();
            inFlight++;
            calls++;
        }
        next.turn().complete(now);
    }
}
