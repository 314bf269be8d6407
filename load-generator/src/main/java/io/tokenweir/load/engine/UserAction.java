package io.tokenweir.load.engine;

import java.util.List;

import io.tokenweir.events.Outcome;
import io.tokenweir.load.prompt.Prompt;

/**
 * One user's actions, one at a time: each makes several calls, as many at once as the user has hands, and ends with the last of
 * them. Its calls share a trace id and a parent. Owned by the event loop of its hands.
 */
final class UserAction {
    private static final long CALLS = 1_009L;

    private final ScenarioShard shard;
    private final RunContext run;
    private final List<VirtualUser> hands;
    private long number;
    private long dueNanos;
    private int calls;
    private int begun;
    private int open;
    private boolean beginning;
    private boolean givenUp;
    private Outcome worst;
    private final byte[] traceId = new byte[RunContext.TRACE_ID_BYTES];
    private boolean named;
    private String parentId;

    /** @param hands the user itself is the first */
    UserAction(ScenarioShard shard, RunContext run, List<VirtualUser> hands) {
        this.shard = shard;
        this.run = run;
        this.hands = List.copyOf(hands);
        hands.forEach(hand -> hand.join(this));
    }

    void begin(long due, long actionNumber, int callCount) {
        number = actionNumber;
        dueNanos = due;
        calls = callCount;
        begun = 0;
        worst = Outcome.OK;
        givenUp = false;
        named = false;
        // A hand may be refused at once, before the next has begun.
        beginning = true;
        hands.forEach(VirtualUser::plays);
        for (int hand = 0; hand < hands.size() && begun < calls && !givenUp; hand++) {
            call(hands.get(hand), due);
        }
        beginning = false;
        endIfDone(hands.get(0), System.nanoTime());
    }

    private void call(VirtualUser hand, long due) {
        open++;
        Prompt prompt = shard.prompt(number * CALLS + begun++);
        hand.begin(due, prompt, shard.maxTokens(prompt));
    }

    /** A call's request has got its number; true for the first of the action, which names the action. */
    boolean called(long index) {
        boolean first = !named;
        if (first) {
            named = true;
            run.traceId(index, traceId);
            parentId = run.run().requestId(index) + ".action";
        }
        return first;
    }

    /** A call has ended; the hand takes the next one, unless the client itself turned one away or broke it off. */
    void ended(VirtualUser hand, Outcome outcome, long endNanos) {
        open--;
        worst = outcome == Outcome.OK ? worst : outcome;
        givenUp |= outcome == Outcome.SHED || outcome == Outcome.CLIENT_CANCELLED;
        if (begun < calls && !beginning && !givenUp && !shard.isStopping() && !hand.isParked()) {
            call(hand, endNanos);
        } else {
            endIfDone(hand, endNanos);
        }
    }

    /** @param last whose call ended last: its segment is open still */
    private void endIfDone(VirtualUser last, long endNanos) {
        if (open == 0 && !beginning) {
            last.segment().actions().ended(endNanos - dueNanos, worst == Outcome.OK && begun == calls);
            hands.forEach(VirtualUser::rests);
            shard.userFree(hands.get(0), worst);
        }
    }

    /** Valid until the next action begins. */
    byte[] traceId() {
        return traceId;
    }

    String parentId() {
        return parentId;
    }

    void close() {
        hands.forEach(VirtualUser::closeConnection);
    }
}
