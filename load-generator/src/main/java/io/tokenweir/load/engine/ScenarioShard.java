package io.tokenweir.load.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

import io.tokenweir.common.scenario.ReactionSpec;
import io.tokenweir.events.Outcome;
import io.tokenweir.load.certificate.ArrivalLog;
import io.tokenweir.load.events.SeriesRef;
import io.tokenweir.load.prompt.ConversationSource;
import io.tokenweir.load.prompt.Prompt;
import io.tokenweir.load.prompt.PromptSource;
import io.tokenweir.load.react.ReactionPolicy;
import io.tokenweir.load.react.ScenarioControls;
import io.tokenweir.load.schedule.Iterations;
import io.tokenweir.load.schedule.StageClock;
import io.tokenweir.load.schedule.ThinkTimes;
import io.tokenweir.load.schedule.VirtualUserRamp;

/**
 * The part of one scenario that one event loop serves: it starts requests when they are due, on virtual users that are free.
 * Owned by that loop.
 */
final class ScenarioShard {
    private static final long CONNECT_AHEAD_NANOS = 200_000_000L;
    private static final long SHED_PAUSE_NANOS = 100_000_000L;

    private final LoadLoop loop;
    private final ShardPlan plan;
    private final ReactionPolicy policy;
    private final RandomGenerator random;
    private final ScenarioControls controls;
    private final AdmissionGate gate;
    private final List<VirtualUser> users = new ArrayList<>();
    private final FreeUsers free;
    private final Map<String, SeriesRef[]> series = new HashMap<>();
    private final ArrivalLog arrivals;
    private final OpenConversations conversations;
    private final LogicalRequest unserved = new LogicalRequest();
    private int offering;
    private int busy;

    /**
     * What a shard is made of. Offsets count from the start of the run.
     *
     * @param arrivals of an open model; null for a closed one
     * @param ramp of a closed model; null for an open one
     * @param prompts of a closed model
     * @param iterations of a closed model, the same of all loops
     * @param durationNanos of the schedule; {@link ArrivalSource#END} for a trace, which ends with its rows
     * @param conversationHelper where a closed model prepares the turns of conversations, if it asks them
     * @param maxTokens most output tokens; 0: what each prompt brings
     */
    record ShardPlan(
            String scenario,
            String provider,
            String model,
            ReactionSpec.FallBack fallBack,
            StageClock stages,
            long delayNanos,
            ArrivalSource arrivals,
            VirtualUserRamp ramp,
            ThinkTimes thinkTimes,
            PromptSource prompts,
            Iterations iterations,
            Executor conversationHelper,
            int maxTokens,
            long durationNanos,
            long gracefulNanos,
            List<NumberedAccount> users) {}

    /** A virtual user's number in the scenario, and its account. */
    record NumberedAccount(int number, UserAccount account) {}

    /** @param gate null when the client lets all out */
    ScenarioShard(
            LoadLoop loop,
            ShardPlan plan,
            ReactionPolicy policy,
            RandomGenerator random,
            ScenarioControls controls,
            AdmissionGate gate) {
        this.loop = loop;
        this.plan = plan;
        this.policy = policy;
        this.random = random;
        this.controls = controls;
        this.gate = gate;
        this.arrivals = plan.arrivals() == null ? ArrivalLog.none() : new ArrivalLog();
        this.conversations = plan.prompts() instanceof ConversationSource source
                ? new OpenConversations(source, plan.conversationHelper(), loop.executor())
                : null;
        for (NumberedAccount user : plan.users()) {
            users.add(new VirtualUser(user.number(), user.account(), this, loop));
        }
        this.free = new FreeUsers(users);
    }

    void start() {
        if (plan.arrivals() != null) {
            offering = 1;
            long first = loop.run().startNanos() + plan.delayNanos() - System.nanoTime();
            loop.executor().schedule(free::prepare, first - CONNECT_AHEAD_NANOS, TimeUnit.NANOSECONDS);
            new ArrivalPump(loop, plan.arrivals(), this::serve, this::allArrived).run();
        } else {
            offering = users.size();
            users.forEach(user -> next(user, 0));
            long end = loop.run().startNanos() + plan.delayNanos() + plan.ramp().durationNanos();
            cutOffAfter(end - System.nanoTime());
        }
    }

    /** What is still open when the graceful stop is over is cancelled. */
    private void cutOffAfter(long nanos) {
        Runnable cutOff =
                () -> users.forEach(user -> user.cancel("still open at the end of the scenario's graceful stop"));
        loop.executor().schedule(cutOff, nanos + plan.gracefulNanos(), TimeUnit.NANOSECONDS);
    }

    /** Whether nothing more will be started and nothing is open. */
    boolean isDone() {
        return offering == 0 && busy == 0;
    }

    private void allArrived() {
        offering = 0;
        long end = loop.run().startNanos() + plan.delayNanos() + plan.durationNanos();
        boolean open = plan.durationNanos() == ArrivalSource.END || loop.isStopping();
        cutOffAfter(open ? 0 : Math.max(0, end - System.nanoTime()));
        loop.lookIfDone();
    }

    private void serve(Arrival arrival) {
        VirtualUser user = free.take();
        while (user != null && user.isParked()) {
            user = free.take();
        }
        long intended = loop.run().startNanos() + arrival.offsetNanos();
        if (user == null) {
            drop(arrival, intended);
        } else {
            busy++;
            user.begin(intended, arrival.prompt(), arrival.maxTokens());
        }
    }

    /** No virtual user is free: the arrival counts on the account that its number would have had. */
    private void drop(Arrival arrival, long intended) {
        RunContext run = loop.run();
        UserAccount account = users.get((int) (arrival.number() % users.size())).account();
        long index = run.requestNumbers().getAndIncrement();
        unserved.begin(index, run.run().requestId(index), run.traceId(index), intended, stageAt(arrival.offsetNanos()));
        arrivals.offered(intended);
        unserved.series = series(unserved.stage, plan.model());
        int partition = account.place().partition();
        loop.counts().offered(partition);
        loop.counts().dropped(partition);
        run.live().offered.increment();
        run.live().dropped.increment();
        run.live().ended.increment();
        loop.events().ended(unserved, account.place(), Outcome.DROPPED, -1, 0, false, System.nanoTime());
    }

    /** A closed model's user looks when it is wanted next, from an offset within the scenario on. */
    private void next(VirtualUser user, long fromNanos) {
        long wanted = user.isParked() || loop.isStopping() || isOver(user)
                ? VirtualUserRamp.NEVER
                : plan.ramp().nextWanted(user.number(), fromNanos);
        if (wanted == VirtualUserRamp.NEVER) {
            retire(user);
            return;
        }
        long due = loop.run().startNanos() + plan.delayNanos() + wanted;
        loop.executor().schedule(() -> begin(user, due), due - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    private boolean isOver(VirtualUser user) {
        return plan.iterations().isOver(user.number()) && !goesOn(user);
    }

    private boolean goesOn(VirtualUser user) {
        return conversations != null && conversations.goesOn(user);
    }

    boolean hasConversations() {
        return conversations != null;
    }

    private void retire(VirtualUser user) {
        offering--;
        user.close();
        loop.lookIfDone();
    }

    private void begin(VirtualUser user, long due) {
        boolean goesOn = goesOn(user);
        long number = loop.isStopping() || goesOn
                ? Iterations.NONE
                : plan.iterations().take(user.number());
        if (loop.isStopping() || !goesOn && number == Iterations.NONE) {
            retire(user);
        } else if (conversations == null) {
            ask(user, due, plan.prompts().prompt(number));
        } else {
            conversations.next(user, number, prompt -> ask(user, Math.max(due, System.nanoTime()), prompt));
        }
    }

    private void ask(VirtualUser user, long due, Prompt prompt) {
        if (loop.isStopping()) {
            retire(user);
            return;
        }
        busy++;
        user.begin(due, prompt, prompt.maxTokens(plan.maxTokens()));
    }

    /**
     * A logical request has ended.
     *
     * @param outcome shed by the client itself, without a moment's delay: a user of a closed loop pauses before it asks again
     */
    void userFree(VirtualUser user, Outcome outcome) {
        busy--;
        if (conversations != null) {
            conversations.ended(user, outcome == Outcome.OK ? user.answer() : null);
        }
        if (plan.ramp() != null) {
            long think = plan.thinkTimes().nextNanos(user.number());
            long pause = outcome == Outcome.SHED ? Math.max(SHED_PAUSE_NANOS, think) : think;
            next(user, System.nanoTime() - loop.run().startNanos() - plan.delayNanos() + pause);
        } else {
            if (!user.isParked()) {
                free.giveBack(user);
            }
            loop.lookIfDone();
        }
    }

    void sweep(long nowNanos, long chunkBeforeNanos) {
        if (gate != null) {
            gate.sweep(nowNanos);
        }
        for (VirtualUser user : users) {
            user.sweep(nowNanos, chunkBeforeNanos);
        }
    }

    /** What an open model's arrivals were meant to be and were. */
    ArrivalLog arrivals() {
        return arrivals;
    }

    List<VirtualUser> users() {
        return users;
    }

    int stageAt(long offsetNanos) {
        return plan.stages().stageAt(offsetNanos - plan.delayNanos());
    }

    SeriesRef series(int stage, String model) {
        SeriesRef[] byStage =
                series.computeIfAbsent(model, key -> new SeriesRef[plan.stages().count()]);
        if (byStage[stage] == null) {
            byStage[stage] = new SeriesRef(plan.scenario(), plan.stages().name(stage), plan.provider(), model);
        }
        return byStage[stage];
    }

    boolean hasFallBack() {
        return plan.fallBack() != null;
    }

    String model(boolean fallBack) {
        return fallBack && plan.fallBack().model() != null ? plan.fallBack().model() : plan.model();
    }

    /** What limits, circuits and parked keys are kept for. */
    String destination(boolean fallBack) {
        return fallBack && plan.fallBack().target() != null
                ? model(true) + " at " + plan.fallBack().target()
                : model(fallBack);
    }

    Clearance newClearance(VirtualUser user, LogicalRequest request) {
        return new Clearance(user, request, controls, gate, random);
    }

    ReactionPolicy policy() {
        return policy;
    }
}
