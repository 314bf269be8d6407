package io.tokenweir.provision;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.tokenweir.events.AccountState;
import io.tokenweir.provision.account.AccountStatus;
import io.tokenweir.provision.account.Cause;
import io.tokenweir.provision.account.Decision;
import io.tokenweir.provision.account.Effect;
import io.tokenweir.provision.account.Fact;
import io.tokenweir.provision.account.Lifecycle;
import io.tokenweir.provision.log.AccountLog;
import io.tokenweir.provision.log.Transition;

/**
 * Leads the accounts through their lives: decides, commits, then acts, as many of them at once and begun as far apart as
 * the gate says.
 *
 * <p>Everything of it happens on one thread (the loop) but {@link #states}, {@link #abandon}, {@link #fail} and the future's completion.
 */
final class Conductor {
    private static final Logger LOG = LoggerFactory.getLogger(Conductor.class);
    /** How soon it is looked again whether an endpoint that was busy can take one more account. */
    private static final long LOOK_AGAIN_NANOS = 5_000_000L;

    private final ScheduledExecutorService loop;
    private final AccountLog log;
    private final EffectRunner effects;
    private final StartGate gate;
    private final Deque<AccountWork> waiting = new ArrayDeque<>();
    private final Map<AccountState, Integer> states = new EnumMap<>(AccountState.class);
    private final Map<String, Integer> causes = new TreeMap<>();
    private final CompletableFuture<Void> finished = new CompletableFuture<>();
    private final long begunNanos = System.nanoTime();
    private volatile boolean stopped;
    private volatile long firstReadyNanos = -1;
    private int unreconciled;
    private int keysLeft;
    private boolean startDue;
    private int active;

    Conductor(ScheduledExecutorService loop, AccountLog log, EffectRunner effects, StartGate gate) {
        this.loop = loop;
        this.log = log;
        this.effects = effects;
        this.gate = gate;
    }

    /** Call before {@link #begin}; accounts are begun in this order. */
    void add(AccountWork work) {
        count(work.row().status().state(), 1);
        waiting.add(work);
    }

    /** An account that needs nothing more. */
    void addFinal(AccountStatus status) {
        count(status.state(), 1);
        if (status.state() == AccountState.READY) {
            noteReady();
        }
    }

    void begin() {
        execute(this::startNext);
    }

    /** Completes when nothing is left to do; fails when the log is broken. */
    CompletableFuture<Void> finished() {
        return finished;
    }

    /** Nothing more is begun, and what comes back is dropped; {@link #finished} completes. */
    void abandon() {
        stopped = true;
        finished.complete(null);
    }

    /**
     * Nothing more is begun, what comes back is dropped, and {@link #finished} fails, in this order: whoever waits for it ends
     * the connections, and a call that was cut off by that is no failure of its account.
     */
    void fail(Throwable failure) {
        stopped = true;
        finished.completeExceptionally(failure);
    }

    Map<AccountState, Integer> states() {
        synchronized (states) {
            return new EnumMap<>(states);
        }
    }

    /** By code; call it after {@link #finished}. */
    Map<String, Integer> causes() {
        synchronized (states) {
            return new TreeMap<>(causes);
        }
    }

    /** Accounts that are ready, though the recipe has no means to tell whether a second key of theirs is about. */
    int unreconciled() {
        synchronized (states) {
            return unreconciled;
        }
    }

    /** Accounts that were given up or given back, of which a key may still be alive: there were no means to revoke it. */
    int keysLeft() {
        synchronized (states) {
            return keysLeft;
        }
    }

    /** From the start to the first account that can be used; negative when there is none yet. */
    long firstReadyNanos() {
        return firstReadyNanos;
    }

    private void startNext() {
        if (stopped || startDue) {
            return;
        }
        if (waiting.isEmpty()) {
            if (active == 0) {
                finished.complete(null);
            }
            return;
        }
        if (active > 0 && !gate.isOpen(active)) {
            lookAgain(LOOK_AGAIN_NANOS);
            return;
        }
        AccountWork work = waiting.poll();
        active++;
        lookAgain(gate.pauseNanos());
        work.begun();
        take(work, Effect.NONE, work.opening());
    }

    private void lookAgain(long afterNanos) {
        startDue = true;
        loop.schedule(
                () -> {
                    startDue = false;
                    startNext();
                },
                afterNanos,
                TimeUnit.NANOSECONDS);
    }

    /** A fact about an account, found by {@code effect}: decide, commit what changed, then act. */
    private void take(AccountWork work, Effect effect, Fact fact) {
        if (stopped) {
            return;
        }
        AccountStatus before = work.row().status();
        Decision decision = decide(before, fact);
        AccountStatus after = decision.status();
        work.row(work.row().with(after));
        if (!after.differsInTheLogFrom(before)) {
            act(work, decision.effect());
            return;
        }
        Transition change = before.state() == after.state()
                ? Transition.within(work.row())
                : new Transition(before.state(), work.row(), work.report(effect));
        log.append(change)
                .whenComplete((done, failure) -> execute(() -> {
                    if (failure == null) {
                        count(before.state(), -1);
                        count(after.state(), 1);
                        act(work, decision.effect());
                    } else {
                        fail(failure);
                    }
                }));
    }

    private static Decision decide(AccountStatus status, Fact fact) {
        try {
            return Lifecycle.on(status, fact);
        } catch (IllegalStateException e) {
            return Lifecycle.on(status, Fact.failed(new Cause("internal", e.getMessage())));
        }
    }

    private void act(AccountWork work, Effect effect) {
        if (stopped) {
            return;
        }
        if (effect != Effect.NONE) {
            effects.run(work, effect).thenAccept(fact -> execute(() -> take(work, effect, fact)));
            return;
        }
        active--;
        AccountStatus status = work.row().status();
        if (status.hasKeysToDrop()) {
            synchronized (states) {
                keysLeft++;
            }
        }
        if (status.state() == AccountState.READY) {
            noteReady();
            if (status.cause() != null) {
                synchronized (states) {
                    unreconciled++;
                }
            }
        } else if (status.state() == AccountState.FAILED && !work.wasFinal()) {
            noteFailed(work);
        }
        startNext();
    }

    private void noteReady() {
        if (firstReadyNanos < 0) {
            firstReadyNanos = System.nanoTime() - begunNanos;
        }
    }

    private void noteFailed(AccountWork work) {
        Cause cause = work.row().status().cause();
        synchronized (states) {
            causes.merge(cause == null ? "unknown" : cause.code(), 1, Integer::sum);
        }
        LOG.atWarn()
                .addKeyValue("account", work.row().identity().accountId())
                .addKeyValue("cause", cause)
                .log("Account failed");
    }

    private void count(AccountState state, int change) {
        synchronized (states) {
            states.merge(state, change, Integer::sum);
            states.remove(state, 0);
        }
    }

    private void execute(Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException closed) {
            stopped = true;
        }
    }
}
