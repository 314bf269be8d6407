package io.tokenweir.load.engine;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.tokenweir.events.Outcome;
import io.tokenweir.load.engine.ScenarioShard.ShardPlan;
import io.tokenweir.load.prompt.ConversationSource;
import io.tokenweir.load.prompt.Prompt;
import io.tokenweir.load.schedule.Iterations;
import io.tokenweir.load.schedule.VirtualUserRamp;

/**
 * A closed load model on one event loop: each virtual user begins its next iteration when the one before has ended, the user has
 * thought, and the ramp wants it. Owned by that loop.
 */
final class ClosedLoop {
    private static final long SHED_PAUSE_NANOS = 100_000_000L;
    private static final long LEASE_PAUSE_NANOS = 100_000_000L;

    private final LoadLoop loop;
    private final ShardPlan plan;
    private final ScenarioShard shard;
    private final OpenConversations conversations;
    private final Map<VirtualUser, Turn> turns = new IdentityHashMap<>();
    private int offering;

    ClosedLoop(LoadLoop loop, ShardPlan plan, ScenarioShard shard) {
        this.loop = loop;
        this.plan = plan;
        this.shard = shard;
        this.conversations = plan.prompts() instanceof ConversationSource source
                ? new OpenConversations(source, plan.conversationHelper(), loop.executor())
                : null;
    }

    void start(List<VirtualUser> users) {
        offering = users.size();
        users.forEach(user -> next(user, 0));
    }

    /** Whether no user will begin anything more. */
    boolean isOver() {
        return offering == 0;
    }

    /** The user looks when it is wanted next, from an offset within the scenario on. */
    private void next(VirtualUser user, long fromNanos) {
        long wanted = user.isParked() || loop.isStopping() || isOver(user)
                ? VirtualUserRamp.NEVER
                : plan.ramp().nextWanted(user.number(), fromNanos);
        if (wanted == VirtualUserRamp.NEVER) {
            retire(user);
            return;
        }
        Turn turn = turns.get(user);
        if (turn == null) {
            turn = new Turn(user);
            turns.put(user, turn);
        }
        turn.due = loop.run().startNanos() + plan.delayNanos() + wanted;
        long wait = turn.due - System.nanoTime();
        if (wait <= 0) {
            // After the reads of this wake-up, without a timer.
            loop.executor().execute(turn);
        } else {
            loop.executor().schedule(turn, wait, TimeUnit.NANOSECONDS);
        }
    }

    /** A user's next iteration; it has one at a time. */
    private final class Turn implements Runnable {
        private final VirtualUser user;
        private long due;

        Turn(VirtualUser user) {
            this.user = user;
        }

        @Override
        public void run() {
            begin(user, due);
        }
    }

    private boolean isOver(VirtualUser user) {
        return plan.iterations().isOver(user.number()) && !goesOn(user);
    }

    private boolean goesOn(VirtualUser user) {
        return conversations != null && conversations.goesOn(user);
    }

    private void retire(VirtualUser user) {
        offering--;
        user.close();
        loop.lookIfDone();
    }

    private void begin(VirtualUser user, long due) {
        if (!user.mayStart() && !loop.isStopping()) {
            // no key that it could send with: others have them, until that changes
            next(user, sinceStart() + LEASE_PAUSE_NANOS);
            return;
        }
        boolean goesOn = goesOn(user);
        long number = loop.isStopping() || goesOn
                ? Iterations.NONE
                : plan.iterations().take(user.number());
        if (loop.isStopping() || !goesOn && number == Iterations.NONE) {
            retire(user);
        } else if (conversations == null) {
            ask(user, due, number, plan.prompts().prompt(number));
        } else {
            conversations.next(user, number, prompt -> ask(user, Math.max(due, System.nanoTime()), number, prompt));
        }
    }

    private void ask(VirtualUser user, long due, long number, Prompt prompt) {
        if (loop.isStopping()) {
            retire(user);
        } else {
            shard.play(user, due, number, prompt, shard.maxTokens(prompt));
        }
    }

    /**
     * What the user played has ended.
     *
     * @param outcome shed by the client itself, without a moment's delay: the user pauses before it asks again
     */
    void ended(VirtualUser user, Outcome outcome) {
        if (conversations != null) {
            conversations.ended(user, outcome == Outcome.OK ? user.answer() : null);
        }
        long think = plan.thinkTimes().nextNanos(user.number());
        long pause = outcome == Outcome.SHED ? Math.max(SHED_PAUSE_NANOS, think) : think;
        next(user, sinceStart() + pause);
    }

    private long sinceStart() {
        return System.nanoTime() - loop.run().startNanos() - plan.delayNanos();
    }
}
