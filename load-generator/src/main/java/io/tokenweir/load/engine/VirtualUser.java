package io.tokenweir.load.engine;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

import io.netty.util.concurrent.ScheduledFuture;

import io.tokenweir.events.Decision;
import io.tokenweir.events.DecisionKind;
import io.tokenweir.events.Outcome;
import io.tokenweir.load.certificate.ArrivalLog;
import io.tokenweir.load.prompt.Prompt;
import io.tokenweir.load.react.Reaction;
import io.tokenweir.load.react.RunBudget;
import io.tokenweir.protocol.outcome.Transport;

/**
 * A virtual user: one key, one connection, one logical request at a time, and the declared reaction when it is refused.
 * Owned by one event loop; every method runs there.
 */
final class VirtualUser {
    private enum State {
        IDLE,
        QUEUED,
        CONNECTING,
        EXCHANGING,
        WAITING
    }

    private static final ArrivalLog NO_ARRIVALS = ArrivalLog.none();

    private final int number;
    private final UserAccount account;
    private final ScenarioShard shard;
    private final LoadLoop loop;
    private final RunContext run;
    private final RequestBooks books;
    private final Connection connection;
    private final Attempt attempt;
    private final LogicalRequest request = new LogicalRequest();
    private State state = State.IDLE;
    private final Clearance clearance;
    private long connectStartNanos;
    private RunBudget.Reservation reservation;
    private ScheduledFuture<?> wait;
    private UserAction action;
    private long waitStartNanos;

    VirtualUser(int number, UserAccount account, ScenarioShard shard, LoadLoop loop) {
        this.number = number;
        this.account = account;
        this.shard = shard;
        this.loop = loop;
        this.run = loop.run();
        this.books = loop.books();
        this.connection = new Connection(loop, this);
        this.attempt = new Attempt(loop, run.adapter().newDecoder());
        this.clearance = shard.newClearance(this, request);
    }

    int number() {
        return number;
    }

    UserAccount account() {
        return account;
    }

    /** Whether the key is parked for the first destination and for the one that could be fallen back to. */
    boolean isParked() {
        return account.isParked(shard.destination(false))
                && (!shard.hasFallBack() || account.isParked(shard.destination(true)));
    }

    /** A logical request is due. */
    void begin(long intendedNanos, Prompt prompt, int maxTokens) {
        long index = run.requestNumbers().getAndIncrement();
        boolean isArrival = action == null || action.called(index);
        request.begin(
                index,
                run.run().requestId(index),
                action == null ? run.traceId(index) : action.traceId(),
                intendedNanos,
                shard.stageAt(intendedNanos - run.startNanos()));
        request.offeredTo(isArrival ? shard.arrivals() : NO_ARRIVALS);
        request.parentId = action == null ? null : action.parentId();
        request.prompt = prompt;
        request.maxTokens = maxTokens;
        request.keepsAnswer = shard.hasConversations();
        turnTo(shard.hasFallBack() && account.isParked(shard.destination(false)));
        long now = System.nanoTime();
        books.opened(request, account.place(), now);
        clearance.seek(now);
    }

    /** Sends the request's next attempts to its first destination, or to the one that is fallen back to. */
    void turnTo(boolean fallBack) {
        request.onFallback = fallBack;
        request.refusals = 0;
        request.model = shard.model(fallBack);
        request.destination = shard.destination(fallBack);
        request.series = shard.series(request.stage, request.model);
    }

    boolean mayFallBack() {
        return shard.hasFallBack() && !request.onFallback;
    }

    /** The attempt waits for a place in the gate. */
    void queued() {
        state = State.QUEUED;
    }

    /** The client's own policies shed the request. */
    void refuse(Decision decision) {
        decide(decision);
        endUnsent(Outcome.SHED);
    }

    /** The client's own policies let the attempt go. */
    void cleared() {
        reservation = run.budget().reserve(request.model, request.prompt.mostTokens(), request.maxTokens);
        if (reservation == null) {
            String why = run.budget().exhausted();
            run.stop().accept(why);
            refuse(new Decision(DecisionKind.SHED, why, null, null, null, "budget", null));
            return;
        }
        if (request.attempts == 0) {
            shard.policy().firstAttempt();
        }
        attempt.begin(account, request, request.attempts);
        request.attempts++;
        connectStartNanos = System.nanoTime();
        Target target = account.sender(request.onFallback).target();
        if (connection.isOpenTo(target)) {
            exchange();
        } else {
            state = State.CONNECTING;
            connection.connect(target);
        }
    }

    /** Connects before the first request is due; costs nothing when it fails, since the request tries again. */
    void prepare() {
        connection.prepare(account.sender(false).target());
    }

    /** The connection is up, and TLS with it. */
    void connected() {
        if (state == State.CONNECTING) {
            attempt.connectNanos = System.nanoTime() - connectStartNanos;
            exchange();
        }
    }

    private void exchange() {
        state = State.EXCHANGING;
        byte[] body = request.prompt.body(request.model, request.maxTokens);
        connection.send(account.sender(request.onFallback).head(request.model), request, body, attempt);
        request.sentAt(attempt.startNanos);
        books.started(request, account.place(), number, attempt.startNanos);
    }

    /** Bytes of an answer, and when they were read. */
    void read(byte[] bytes, int length, long stampNanos) {
        if (state != State.EXCHANGING) {
            // An answer that nobody asked for: the connection is in disorder.
            connection.close();
        } else if (attempt.read(bytes, length, stampNanos)) {
            exchangeEnded(Transport.COMPLETE, null, stampNanos);
        }
    }

    /** The server ended the connection. */
    void connectionEnded(boolean reset, String detail, long nowNanos) {
        if (state != State.EXCHANGING) {
            return;
        }
        exchangeEnded(AttemptJudge.brokenOff(attempt, reset), detail, nowNanos);
    }

    /** The attempt is over, however it went: tell it, and react. */
    void exchangeEnded(Transport transport, String detail, long endNanos) {
        if (state != State.CONNECTING && state != State.EXCHANGING) {
            return; // a connection that was made ahead, and failed
        }
        if (!attempt.sent) {
            attempt.connectNanos = endNanos - connectStartNanos;
            attempt.sentAt(connectStartNanos);
            books.started(request, account.place(), number, connectStartNanos);
        }
        if (transport != Transport.COMPLETE || !attempt.leavesConnectionInOrder()) {
            connection.close();
        }
        AttemptResult result =
                books.attemptEnded(request, account.place(), attempt, reservation, transport, detail, endNanos);
        state = State.IDLE;
        clearance.ended(attempt, result, System.nanoTime());
        react(result, result.isOk(), endNanos);
    }

    private void react(AttemptResult result, boolean ok, long endNanos) {
        Outcome outcome = Outcome.valueOf(result.outcome().name());
        if (ok || loop.isStopping()) {
            end(outcome, endNanos, result);
            return;
        }
        Reaction reaction = shard.policy().react(request.situation(result, attempt, endNanos));
        if (reaction.parkKey()) {
            account.park(request.destination);
        }
        reaction.decisions().forEach(this::decide);
        if (!reaction.again()) {
            end(outcome, endNanos, result);
            return;
        }
        if (reaction.fallBack()) {
            turnTo(true);
        }
        request.lastWaitNanos = reaction.waitNanos();
        waitThen(reaction.waitNanos(), clearance::seek);
    }

    /** Waits, and goes on on this loop. */
    void waitThen(long nanos, LongConsumer next) {
        state = State.WAITING;
        waitStartNanos = System.nanoTime();
        wait = loop.executor().schedule(() -> waited(next), nanos, TimeUnit.NANOSECONDS);
    }

    private void waited(LongConsumer next) {
        wait = null;
        long now = System.nanoTime();
        request.waitedNanos += request.attempts > 0 ? now - waitStartNanos : 0;
        next.accept(now);
    }

    void decide(Decision decision) {
        books.decided(request, account.place(), decision);
    }

    private void endUnsent(Outcome outcome) {
        long now = System.nanoTime();
        clearance.giveBack(now);
        end(outcome, now, null);
    }

    private void end(Outcome outcome, long endNanos, AttemptResult answer) {
        state = State.IDLE;
        books.ended(request, account.place(), attempt, answer, outcome, endNanos);
        if (action == null) {
            shard.userFree(this, outcome);
        } else {
            action.ended(this, outcome, endNanos);
        }
    }

    /** The last answer's stream as it came; for a scenario of conversations. */
    byte[] answer() {
        return attempt.streamed();
    }

    boolean isBusy() {
        return state != State.IDLE;
    }

    /** Looks at the deadlines, and hands over a chunk that was opened before {@code chunkBeforeNanos}. */
    void sweep(long nowNanos, long chunkBeforeNanos) {
        if (state != State.EXCHANGING) {
            return;
        }
        attempt.flushChunkOpenedBefore(chunkBeforeNanos);
        String passed = Deadlines.passed(run.timeouts(), attempt, nowNanos);
        if (passed != null) {
            exchangeEnded(Transport.TIMED_OUT, passed, attempt.saidEnd() ? attempt.endSaidNanos() : nowNanos);
        }
    }

    /** Hands over a chunk of an earlier second. */
    void flushChunkBefore(long boundaryNanos) {
        attempt.flushChunkOpenedBefore(boundaryNanos);
    }

    /** Ends what has not been sent: the run is stopping. */
    void cancelUnsent() {
        if (state == State.QUEUED || state == State.WAITING) {
            if (state == State.WAITING) {
                wait.cancel(false);
            }
            endUnsent(Outcome.CLIENT_CANCELLED);
        }
    }

    /** Ends everything: the time to drain is over. */
    void cancel(String why) {
        cancelUnsent();
        if (state == State.EXCHANGING || state == State.CONNECTING) {
            exchangeEnded(Transport.CANCELLED, why, System.nanoTime());
        }
    }

    /** This user is one hand of a user whose actions fan out. */
    void join(UserAction itsAction) {
        action = itsAction;
    }

    UserAction action() {
        return action;
    }

    /** Nothing more will be asked. */
    void close() {
        if (action == null) {
            connection.close();
        } else {
            action.close();
        }
    }

    void closeConnection() {
        connection.close();
    }

    /** Hand-over from the gate: goes on later on the loop that owns this user, however deep the caller is in another's end. */
    void onItsLoop(Consumer<Clearance> step) {
        loop.executor().execute(() -> step.accept(clearance));
    }
}
