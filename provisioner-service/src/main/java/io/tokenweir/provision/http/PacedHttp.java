package io.tokenweir.provision.http;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

import io.tokenweir.common.rate.BackOff;
import io.tokenweir.common.target.RefusedTargetException;
import io.tokenweir.common.target.TargetGuard;
import io.tokenweir.provision.account.Cause;

/**
 * Makes HTTP calls, each in its endpoint group's rate, and waits out refusals.
 *
 * <p>429 and 503 mean "not now" and are always tried again until {@code patience} is over. A lost answer (time-out, broken
 * connection, 500, 502, 504) is asked for again only when the call is repeatable. Redirects are never followed: they could
 * lead off the declared hosts. Thread-safe; does not own the transport.
 */
public final class PacedHttp {
    private static final int MAX_LOST_ANSWERS = 5;

    private final HttpTransport transport;
    private final TargetGuard guard;
    private final ScheduledExecutorService scheduler;
    private final RandomGenerator random;
    private final long patienceNanos;
    private final BackOff backOff = new BackOff(100_000_000L, 5_000_000_000L);
    private volatile CallObserver observer = new CallObserver() {};
    private final Map<String, EndpointGroup> groups = new ConcurrentHashMap<>();
    private final Fence fence;
    private volatile boolean stopped;

    /** Asked right before a call that changes something is sent. */
    @FunctionalInterface
    public interface Fence {
        /** Completes while nobody else has taken over our work; fails when somebody has. */
        CompletableFuture<Void> holds();
    }

    private final class Attempts {
        final HttpCall call;
        final CompletableFuture<HttpAnswer> result = new CompletableFuture<>();
        final long begunNanos = System.nanoTime();
        int retries;
        int lostAnswers;
        long turnNanos;

        Attempts(HttpCall call) {
            this.call = call;
        }
    }

    /** @param patience how long refusals of one call are waited out */
    public PacedHttp(HttpTransport transport, TargetGuard guard, RandomGenerator random, Duration patience) {
        this(transport, guard, random, patience, () -> CompletableFuture.completedFuture(null));
    }

    /** @param fence keeps one whose work was taken over from doing harm */
    public PacedHttp(
            HttpTransport transport, TargetGuard guard, RandomGenerator random, Duration patience, Fence fence) {
        this.fence = fence;
        this.transport = transport;
        this.guard = guard;
        this.scheduler = transport.loop();
        this.random = random;
        this.patienceNanos = patience.toNanos();
    }

    /** Declares the limit of a group; without this it is learned. */
    public void limit(String group, GroupLimit limit) {
        group(group).limit(limit);
    }

    /** What every address is put to; for adapters that speak something else than HTTP. */
    public TargetGuard guard() {
        return guard;
    }

    /** Every call and answer is shown to {@code watcher} from now on. */
    public void observe(CallObserver watcher) {
        observer = watcher;
    }

    /** Fails with {@link CallFailedException} or, for an address off the list, {@link RefusedTargetException}. */
    public CompletableFuture<HttpAnswer> send(HttpCall call) {
        Attempts attempts = new Attempts(call);
        try {
            guard.checkSignUp(call.uri());
        } catch (RefusedTargetException e) {
            attempts.result.completeExceptionally(
                    new CallFailedException(new Cause("target-refused", e.getMessage()), false));
            return attempts.result;
        }
        attempt(attempts);
        return attempts.result;
    }

    /** Nothing is sent any more; whoever waits for an answer is told so. */
    public void stop() {
        stopped = true;
    }

    /** Calls and refusals so far, by group. */
    public Map<String, GroupStats> stats() {
        Map<String, GroupStats> stats = new TreeMap<>();
        groups.forEach((name, group) -> stats.put(name, group.stats()));
        return stats;
    }

    private EndpointGroup group(String name) {
        return groups.computeIfAbsent(name, key -> new EndpointGroup(GroupLimit.LEARNED, scheduler, System::nanoTime));
    }

    private void attempt(Attempts attempts) {
        EndpointGroup group = group(attempts.call.group());
        group.awaitTurn(attempts.call.context().priority())
                .thenCompose(turn -> {
                    attempts.turnNanos = turn;
                    return allowed(attempts.call);
                })
                .thenCompose(allowed -> {
                    observer.sending(attempts.call);
                    return transport.send(attempts.call);
                })
                .whenComplete((answer, failure) -> {
                    if (failure == null) {
                        answered(attempts, group, answer);
                    } else if (stopped || root(failure) instanceof NotAllowed) {
                        giveUp(attempts, "stopped", "was not sent, because another process goes on here", false);
                    } else {
                        String why = root(failure) instanceof NoAnswerException lost
                                ? lost.getMessage()
                                : root(failure).getClass().getSimpleName();
                        observer.unanswered(attempts.call, why);
                        group.ended(attempts.turnNanos, false, false, 0);
                        attempts.call.context().meter().answered(0, false);
                        lost(attempts, "had no answer: " + why);
                    }
                });
    }

    private static final class NotAllowed extends IOException {}

    private CompletableFuture<Void> allowed(HttpCall call) {
        if (stopped) {
            return CompletableFuture.failedFuture(new NotAllowed());
        }
        if (call.method().equals("GET")) {
            return CompletableFuture.completedFuture(null);
        }
        return fence.holds().handle((holds, failure) -> {
            if (stopped || failure != null) {
                throw new CompletionException(new NotAllowed());
            }
            return null;
        });
    }

    private void answered(Attempts attempts, EndpointGroup group, HttpAnswer answer) {
        int status = answer.status();
        observer.answered(attempts.call, answer);
        boolean refused = status == 429 || status == 503;
        long askedNanos = refused ? RetryAfter.nanos(answer.headers(), Instant.now()) : 0;
        group.ended(attempts.turnNanos, refused, true, askedNanos);
        attempts.call.context().meter().answered(status, refused);
        if (refused) {
            waitOut(attempts, status, askedNanos);
        } else if (status == 500 || status == 502 || status == 504) {
            lost(attempts, "was answered " + status);
        } else {
            attempts.result.complete(answer);
        }
    }

    private void waitOut(Attempts attempts, int status, long askedNanos) {
        long waitNanos =
                askedNanos > 0 ? BackOff.obeyNanos(askedNanos, random) : backOff.waitNanos(attempts.retries, random);
        if (System.nanoTime() - attempts.begunNanos + waitNanos > patienceNanos) {
            giveUp(
                    attempts,
                    "rate-limited",
                    "was refused with " + status + " for longer than " + TimeUnit.NANOSECONDS.toSeconds(patienceNanos)
                            + " s",
                    false);
        } else {
            again(attempts, waitNanos);
        }
    }

    private void lost(Attempts attempts, String what) {
        if (attempts.call.repeatable() && ++attempts.lostAnswers < MAX_LOST_ANSWERS) {
            again(attempts, backOff.waitNanos(attempts.retries, random));
        } else {
            giveUp(attempts, "no-answer", what, true);
        }
    }

    private void again(Attempts attempts, long waitNanos) {
        attempts.retries++;
        try {
            scheduler.schedule(() -> attempt(attempts), waitNanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException stopped) {
            giveUp(attempts, "stopped", "was not tried again because provisioning stops", true);
        }
    }

    private static void giveUp(Attempts attempts, String code, String what, boolean answerLost) {
        attempts.result.completeExceptionally(
                new CallFailedException(new Cause(code, "step " + attempts.call + ' ' + what), answerLost));
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root instanceof CompletionException && root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
