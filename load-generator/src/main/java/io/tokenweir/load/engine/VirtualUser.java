package io.tokenweir.load.engine;

import java.util.function.Consumer;
import java.util.function.LongConsumer;

import io.tokenweir.events.Decision;
import io.tokenweir.events.DecisionKind;
import io.tokenweir.events.Outcome;
import io.tokenweir.load.certificate.ArrivalLog;
import io.tokenweir.load.prompt.Prompt;
import io.tokenweir.load.react.Reaction;
import io.tokenweir.load.react.RunBudget;
import io.tokenweir.protocol.outcome.Transport;

/**
 * A virtual user: one key, one connection, one logical request at a time, and the declared reaction when it is refused. What
 * must be asked before an attempt is {@link Clearance}, the attempt itself {@link Exchange}. Owned by one event loop; every
 * method runs there.
 */
final class VirtualUser {
    private static final ArrivalLog NO_ARRIVALS = ArrivalLog.none();
    private static final String NOT_LEASED = "the account is not leased to this instance any more";

    private final int number;
    private UserAccount account;
    private UserAccount assigned;
    private boolean playing;
    private final ScenarioShard shard;
    private final LoadLoop loop;
    private final RunContext run;
    private final RequestBooks books;
    private final LogicalRequest request = new LogicalRequest();
    private final Clearance clearance;
    private final Pause pause;
    /** Null until the first request: of the users that an open model may need, most never have one. */
    private Exchange exchange;

    private boolean queued;
    private RunBudget.Reservation reservation;
    private UserAction action;

    VirtualUser(int number, UserAccount account, ScenarioShard shard, LoadLoop loop) {
        this.number = number;
        this.account = account;
        this.assigned = account;
        this.shard = shard;
        this.loop = loop;
        this.run = loop.run();
        this.books = loop.books();
        this.clearance = shard.newClearance(this, request);
        this.pause = new Pause(loop.executor(), request);
    }

    int number() {
        return number;
    }

    UserAccount account() {
        return account;
    }

    /** The account of what it plays next; what it plays now ends with the account that it began with. */
    void assign(UserAccount next) {
        assigned = next;
        if (!playing) {
            account = next;
        }
    }

    /** The account of what it plays next. */
    UserAccount assigned() {
        return assigned;
    }

    boolean isPlaying() {
        return playing;
    }

    /** An iteration or arrival begins. */
    void plays() {
        playing = true;
    }

    /** It has ended. */
    void rests() {
        playing = false;
        account = assigned;
    }

    /** Whether the key is parked for the first destination and for the one that could be fallen back to. */
    boolean isParked() {
        return account.isParked(shard.destination(false))
                && (!shard.hasFallBack() || account.isParked(shard.destination(true)));
    }

    /** Whether its key may be used now. */
    boolean mayStart() {
        return account.lease().mayStart(System.nanoTime());
    }

    /** This user is one hand of a user whose actions fan out. */
    void join(UserAction itsAction) {
        action = itsAction;
    }

    UserAction action() {
        return action;
    }

    /** Of its request, or of its last one. */
    SegmentBooks segment() {
        return request.segment;
    }

    /** Makes what a request needs, ahead of the first. */
    void wake() {
        exchange();
    }

    private Exchange exchange() {
        if (exchange == null) {
            exchange = new Exchange(this, loop);
            shard.woke(this);
        }
        return exchange;
    }

    /** Connects before the first request is due. */
    void prepare() {
        exchange().prepare(account.sender(false).target());
    }

    /** A logical request is due. */
    void begin(long intendedNanos, Prompt prompt, int maxTokens) {
        long index = run.requestNumbers().getAndIncrement();
        boolean isArrival = action == null || action.called(index);
        request.begin(index, loop.requestId(index), intendedNanos, shard.stageAt(intendedNanos - run.startNanos()));
        if (action == null) {
            run.traceId(index, request.traceId);
        } else {
            System.arraycopy(action.traceId(), 0, request.traceId, 0, RunContext.TRACE_ID_BYTES);
        }
        request.segment = loop.segments().at(intendedNanos);
        request.offeredTo(isArrival ? request.segment.arrivals(shard) : NO_ARRIVALS);
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
        request.belongsTo(shard.series(request.stage, request.model));
    }

    boolean mayFallBack() {
        return shard.hasFallBack() && !request.onFallback;
    }

    /** The attempt waits for a place in the gate. */
    void queued() {
        queued = true;
    }

    /** The client's own policies want a wait first. */
    void waitThen(long nanos, LongConsumer next) {
        pause.then(nanos, next);
    }

    /** The client's own policies shed the request. */
    void refuse(Decision decision) {
        decide(decision);
        endUnsent(Outcome.SHED);
    }

    /** The client's own policies let the attempt go. */
    void cleared() {
        queued = false;
        if (!account.lease().enter(System.nanoTime())) {
            refuse(new Decision(DecisionKind.SHED, NOT_LEASED, null, null, null, "lease", null));
            return;
        }
        long mostOutput = (long) request.maxTokens * request.prompt.choices();
        reservation = run.budget().reserve(request.model, request.prompt.mostTokens(), mostOutput);
        if (reservation == null) {
            account.lease().leave();
            String why = run.budget().exhausted();
            run.stop().accept(why);
            refuse(new Decision(DecisionKind.SHED, why, null, null, null, "budget", null));
            return;
        }
        if (request.attempts == 0) {
            shard.policy().firstAttempt();
        }
        exchange().begin(request, account.sender(request.onFallback));
    }

    /** The attempt is over, however it went: tell it, and react. */
    void attemptEnded(Transport transport, String detail, long endNanos) {
        account.lease().leave();
        Attempt attempt = exchange().attempt();
        AttemptResult result =
                books.attemptEnded(request, account.place(), attempt, reservation, transport, detail, endNanos);
        clearance.ended(attempt, result, System.nanoTime());
        if (result.isOk() || loop.isStopping()) {
            end(result, endNanos);
        } else {
            react(shard.policy().react(request.situation(result, attempt, endNanos)), result, endNanos);
        }
    }

    private void react(Reaction reaction, AttemptResult result, long endNanos) {
        if (reaction.parkKey()) {
            account.park(request.destination);
        }
        reaction.decisions().forEach(this::decide);
        if (!reaction.again()) {
            end(result, endNanos);
            return;
        }
        if (reaction.fallBack()) {
            turnTo(true);
        }
        request.lastWaitNanos = reaction.waitNanos();
        pause.then(reaction.waitNanos(), clearance::seek);
    }

    void decide(Decision decision) {
        books.decided(request, account.place(), decision);
    }

    private void endUnsent(Outcome outcome) {
        long now = System.nanoTime();
        queued = false;
        clearance.giveBack(now);
        end(outcome, now, null);
    }

    private void end(AttemptResult answer, long endNanos) {
        end(OutcomeNames.inEvents(answer.outcome()), endNanos, answer);
    }

    private void end(Outcome outcome, long endNanos, AttemptResult answer) {
        books.ended(request, account.place(), exchange().attempt(), answer, outcome, endNanos);
        if (action == null) {
            rests();
            shard.userFree(this, outcome);
        } else {
            action.ended(this, outcome, endNanos);
        }
    }

    /** The last answer as it came; for a scenario of conversations. */
    byte[] answer() {
        return exchange().attempt().answer();
    }

    /** Looks at the deadlines, and hands over a chunk that was opened before {@code chunkBeforeNanos}. */
    void sweep(long nowNanos, long chunkBeforeNanos) {
        exchange().sweep(nowNanos, chunkBeforeNanos);
    }

    /** Hands over a chunk of an earlier second. */
    void flushChunkBefore(long boundaryNanos) {
        exchange().attempt().flushChunkOpenedBefore(boundaryNanos);
    }

    /** Ends what has not been sent: the run is stopping. */
    void cancelUnsent() {
        if (pause.isOn()) {
            pause.cancel();
            endUnsent(Outcome.CLIENT_CANCELLED);
        } else if (queued) {
            endUnsent(Outcome.CLIENT_CANCELLED);
        }
    }

    /** Ends everything: the time to drain is over. */
    void cancel(String why) {
        cancelUnsent();
        if (exchange != null) {
            exchange.end(Transport.CANCELLED, why, System.nanoTime());
        }
    }

    /** Nothing more will be asked. */
    void close() {
        if (action == null) {
            closeConnection();
        } else {
            action.close();
        }
    }

    void closeConnection() {
        if (exchange != null) {
            exchange.close();
        }
    }

    /** Hand-over from the gate: goes on later on the loop that owns this user, however deep the caller is in another's end. */
    void onItsLoop(Consumer<Clearance> step) {
        loop.executor().execute(() -> step.accept(clearance));
    }
}
