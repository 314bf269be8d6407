package io.tokenweir.load.engine;

import java.util.concurrent.TimeUnit;

import io.netty.util.concurrent.ScheduledFuture;

import io.tokenweir.events.Decision;
import io.tokenweir.events.DecisionKind;
import io.tokenweir.events.Outcome;
import io.tokenweir.load.prompt.Prompt;
import io.tokenweir.load.react.Reaction;
import io.tokenweir.load.react.RunBudget;
import io.tokenweir.load.react.Situation;
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
    private long connectStartNanos;
    private boolean inGate;
    private RunBudget.Reservation reservation;
    private ScheduledFuture<?> wait;
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
    }

    int number() {
        return number;
    }

    UserAccount account() {
        return account;
    }

    /** Whether the key is parked for the first model and for the one that could be fallen back to. */
    boolean isParked() {
        return account.isParked(shard.model())
                && (shard.fallBackModel() == null || account.isParked(shard.fallBackModel()));
    }

    /** A logical request is due. */
    void begin(long intendedNanos, Prompt prompt, int maxTokens) {
        long index = run.requestNumbers().getAndIncrement();
        request.begin(
                index,
                run.run().requestId(index),
                run.traceId(index),
                intendedNanos,
                shard.stageAt(intendedNanos - run.startNanos()));
        request.certificateSlot = shard.arrivals().offered(intendedNanos);
        request.prompt = prompt;
        request.maxTokens = maxTokens;
        request.onFallback = shard.fallBackModel() != null && account.isParked(shard.model());
        useModel(request.onFallback ? shard.fallBackModel() : shard.model());
        long now = System.nanoTime();
        books.opened(request, account.place(), now);
        tryToSend(now);
    }

    private void useModel(String model) {
        request.model = model;
        request.series = shard.series(request.stage, model);
    }

    private void tryToSend(long now) {
        if (shard.gate() == null || shard.gate().enter(this, now)) {
            send();
        } else {
            state = State.QUEUED;
        }
    }

    /** The gate lets this user through. */
    void admitted(long waitedNanos, String why) {
        if (request.attempts > 0) {
            request.waitedNanos += waitedNanos;
        }
        decide(new Decision(DecisionKind.ADMISSION_WAIT, why, null, waitedNanos, null));
        send();
    }

    /** The gate's queue was too long. */
    void shed(String why) {
        decide(new Decision(DecisionKind.SHED, why, null, null, null));
        end(Outcome.SHED, System.nanoTime(), null);
    }

    private void send() {
        inGate = shard.gate() != null;
        reservation = run.budget().reserve(request.model, request.prompt.tokens(), request.maxTokens);
        if (reservation == null) {
            leaveGate(false, false);
            decide(new Decision(DecisionKind.SHED, run.budget().exhausted(), null, null, null));
            run.stop().accept(run.budget().exhausted());
            end(Outcome.SHED, System.nanoTime(), null);
            return;
        }
        if (request.attempts == 0) {
            shard.policy().firstAttempt();
        }
        attempt.begin(account, request, request.attempts);
        request.attempts++;
        connectStartNanos = System.nanoTime();
        if (connection.isOpen()) {
            exchange();
        } else {
            state = State.CONNECTING;
            connection.connect();
        }
    }

    /** The connection is up, and TLS with it. */
    void connected() {
        attempt.connectNanos = System.nanoTime() - connectStartNanos;
        exchange();
    }

    private void exchange() {
        state = State.EXCHANGING;
        byte[] body = request.prompt.body(request.model, request.maxTokens);
        String traceparent = "00-" + request.traceId + '-' + RunContext.spanId(request.index, attempt.number()) + "-01";
        byte[] head = account.head(request.model).with(traceparent, request.requestId, body.length);
        connection.send(head, body, attempt);
        if (attempt.number() == 0) {
            shard.arrivals().sent(request.certificateSlot, attempt.startNanos);
        }
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
        Transport transport;
        if (!attempt.anyByte) {
            transport = reset ? Transport.RESET : Transport.CLOSED_BEFORE_ANSWER;
        } else {
            transport = !reset && attempt.reader().endOfConnection() ? Transport.COMPLETE : Transport.CUT;
        }
        exchangeEnded(transport, detail, nowNanos);
    }

    /** The attempt is over, however it went: tell it, and react. */
    void exchangeEnded(Transport transport, String detail, long endNanos) {
        if (!attempt.sent) {
            attempt.connectNanos = endNanos - connectStartNanos;
            attempt.sentAt(connectStartNanos);
            books.started(request, account.place(), number, connectStartNanos);
        }
        if (transport != Transport.COMPLETE || !attempt.reader().reusable()) {
            connection.close();
        }
        AttemptResult result =
                books.attemptEnded(request, account.place(), attempt, reservation, transport, detail, endNanos);
        var outcome = result.outcome();
        boolean ok = result.isOk();
        state = State.IDLE;
        leaveGate(ok, outcome.isRateRefusal() || outcome == io.tokenweir.protocol.outcome.Outcome.OVERLOAD);
        react(result, ok, endNanos);
    }

    private void react(AttemptResult result, boolean ok, long endNanos) {
        Outcome outcome = Outcome.valueOf(result.outcome().name());
        if (ok || loop.isStopping()) {
            end(outcome, endNanos, result);
            return;
        }
        Reaction reaction = shard.policy()
                .react(new Situation(
                        result.outcome(),
                        result.classification().retryAfterNanos(),
                        request.attempts,
                        request.refusals,
                        request.waitedNanos,
                        request.onFallback,
                        attempt.arrivals > 0));
        if (reaction.parkKey()) {
            account.park(request.model);
        }
        reaction.decisions().forEach(this::decide);
        if (!reaction.again()) {
            end(outcome, endNanos, result);
            return;
        }
        if (reaction.model() != null) {
            request.onFallback = true;
            request.refusals = 0;
            useModel(reaction.model());
        }
        state = State.WAITING;
        waitStartNanos = System.nanoTime();
        wait = loop.executor().schedule(this::waited, reaction.waitNanos(), TimeUnit.NANOSECONDS);
    }

    private void waited() {
        wait = null;
        long now = System.nanoTime();
        request.waitedNanos += now - waitStartNanos;
        tryToSend(now);
    }

    private void decide(Decision decision) {
        books.decided(request, account.place(), decision);
    }

    private void leaveGate(boolean succeeded, boolean refused) {
        if (inGate) {
            inGate = false;
            shard.gate().left(succeeded, refused, System.nanoTime());
        }
    }

    private void end(Outcome outcome, long endNanos, AttemptResult answer) {
        state = State.IDLE;
        books.ended(request, account.place(), attempt, answer, outcome, endNanos);
        shard.userFree(this);
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
            exchangeEnded(Transport.TIMED_OUT, passed, nowNanos);
        }
    }

    /** Hands over a chunk of an earlier second. */
    void flushChunkBefore(long boundaryNanos) {
        attempt.flushChunkOpenedBefore(boundaryNanos);
    }

    /** Ends what has not been sent: the run is stopping. */
    void cancelUnsent() {
        if (state == State.QUEUED || state == State.WAITING) {
            if (state == State.QUEUED) {
                shard.gate().forget(this);
            } else {
                wait.cancel(false);
            }
            end(Outcome.CLIENT_CANCELLED, System.nanoTime(), null);
        }
    }

    /** Ends everything: the time to drain is over. */
    void cancel(String why) {
        cancelUnsent();
        if (state == State.EXCHANGING || state == State.CONNECTING) {
            exchangeEnded(Transport.CANCELLED, why, System.nanoTime());
        }
    }

    void close() {
        connection.close();
    }
}
