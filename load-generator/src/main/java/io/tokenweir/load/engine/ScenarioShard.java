package io.tokenweir.load.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;

import io.tokenweir.common.scenario.ReactionSpec;
import io.tokenweir.events.Outcome;
import io.tokenweir.load.events.SeriesRef;
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

    private final LoadLoop loop;
    private final ShardPlan plan;
    private final ReactionPolicy policy;
    private final RandomGenerator random;
    private final ScenarioControls controls;
    private final AdmissionGate gate;
    private final List<VirtualUser> users = new ArrayList<>();
    private final List<VirtualUser> awake = new ArrayList<>();
    private FreeUsers<VirtualUser> free;
    private final List<VirtualUser> leads = new ArrayList<>();
    private final Map<String, SeriesRef[]> series = new HashMap<>();
    private final ClosedLoop closed;
    private final LogicalRequest unserved = new LogicalRequest();
    private boolean arriving;
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
     * @param fanOut null when an iteration or arrival is one request
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
            FanOut fanOut,
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
        this.closed = plan.ramp() == null ? null : new ClosedLoop(loop, plan, this);
        plan.users().forEach(this::add);
        this.free = freeUsers();
    }

    private FreeUsers<VirtualUser> freeUsers() {
        return new FreeUsers<>(
                leads.stream().filter(user -> user.assigned().lease().isHeld()).toList(),
                user -> !user.isPlaying() && !user.isParked(),
                VirtualUser::assigned,
                VirtualUser::prepare);
    }

    /**
     * Hand-over: who plays something turns to its new account afterwards, the others at once.
     *
     * @param accounts by the user's number; null for who has none, and waits
     */
    void turnTo(IntFunction<UserAccount> accounts) {
        loop.executor().execute(() -> {
            for (VirtualUser user : users) {
                UserAccount next = accounts.apply(user.number());
                if (next != null) {
                    user.assign(next);
                }
            }
            free = freeUsers();
        });
    }

    /** Hand-over: breaks off what goes on with accounts that are not held any more. */
    void cutOff(String why) {
        loop.executor()
                .execute(() -> users.stream()
                        .filter(user -> !user.account().lease().isHeld())
                        .forEach(user -> user.cancel(why)));
    }

    private void add(NumberedAccount numbered) {
        List<VirtualUser> hands = new ArrayList<>();
        int count = plan.fanOut() == null ? 1 : plan.fanOut().parallelism();
        for (int i = 0; i < count; i++) {
            hands.add(new VirtualUser(numbered.number(), numbered.account(), this, loop));
        }
        if (plan.fanOut() != null) {
            new UserAction(this, loop.run(), hands);
        }
        leads.add(hands.get(0));
        users.addAll(hands);
        if (closed != null) {
            hands.forEach(VirtualUser::wake);
        }
    }

    void start() {
        if (plan.arrivals() != null) {
            arriving = true;
            long first = loop.run().startNanos() + plan.delayNanos() - System.nanoTime();
            loop.executor().schedule(free::prepare, first - CONNECT_AHEAD_NANOS, TimeUnit.NANOSECONDS);
            new ArrivalPump(loop, plan.arrivals(), this::serve, this::allArrived).run();
        } else {
            closed.start(leads);
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
        return !arriving && busy == 0 && (closed == null || closed.isOver());
    }

    private void allArrived() {
        arriving = false;
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
        } else if (!user.mayStart()) {
            free.giveBack(user);
            drop(arrival, intended);
        } else {
            play(user, intended, arrival.number(), arrival.prompt(), arrival.maxTokens());
        }
    }

    /** No virtual user is free, or its key may not be used: the arrival counts on the account that its number would have had. */
    private void drop(Arrival arrival, long intended) {
        RunContext run = loop.run();
        UserAccount account = users.get((int) (arrival.number() % users.size())).account();
        long index = run.requestNumbers().getAndIncrement();
        unserved.begin(index, run.run().requestId(index), intended, stageAt(arrival.offsetNanos()));
        run.traceId(index, unserved.traceId);
        unserved.segment = loop.segments().at(intended);
        unserved.segment.arrivals(this).offered(intended);
        unserved.belongsTo(series(unserved.stage, plan.model()));
        loop.books().dropped(unserved, account.place());
    }

    /** A virtual user plays an iteration or an arrival. */
    void play(VirtualUser user, long due, long number, Prompt prompt, int maxTokens) {
        busy++;
        if (user.action() == null) {
            user.plays();
            user.begin(due, prompt, maxTokens);
        } else {
            user.action().begin(due, number, plan.fanOut().calls(number));
        }
    }

    Prompt prompt(long number) {
        return plan.prompts().prompt(number);
    }

    boolean hasConversations() {
        return plan.conversationHelper() != null;
    }

    int maxTokens(Prompt prompt) {
        return prompt.maxTokens(plan.maxTokens());
    }

    boolean isStopping() {
        return loop.isStopping();
    }

    /** What the user played has ended. */
    void userFree(VirtualUser user, Outcome outcome) {
        busy--;
        if (closed != null) {
            closed.ended(user, outcome);
        } else {
            if (!user.isParked() && user.account().lease().isHeld()) {
                free.giveBack(user);
            }
            loop.lookIfDone();
        }
    }

    void sweep(long nowNanos, long chunkBeforeNanos) {
        if (gate != null) {
            gate.sweep(nowNanos);
        }
        // An end in here may wake another user.
        for (int i = 0; i < awake.size(); i++) {
            awake.get(i).sweep(nowNanos, chunkBeforeNanos);
        }
    }

    /** Whether starts are fixed independently of ends. */
    boolean isOpenModel() {
        return plan.arrivals() != null;
    }

    /** Whether no arrival intended before an offset is still to be served. */
    boolean noneDueBefore(long offsetNanos) {
        if (!arriving) {
            return true;
        }
        long next = plan.arrivals().peekNanos();
        return next != ArrivalSource.NOT_READY && next >= offsetNanos;
    }

    /** Whether the schedule goes on at an offset. */
    boolean mayStartAt(long offsetNanos) {
        boolean scheduled =
                plan.durationNanos() == ArrivalSource.END || offsetNanos < plan.delayNanos() + plan.durationNanos();
        return scheduled && !loop.isStopping() && (arriving || closed != null && !closed.isOver());
    }

    List<VirtualUser> users() {
        return users;
    }

    /** Users that have had a request: what is to be looked at often. */
    List<VirtualUser> awake() {
        return awake;
    }

    void woke(VirtualUser user) {
        awake.add(user);
    }

    int stageAt(long offsetNanos) {
        return plan.stages().stageAt(offsetNanos - plan.delayNanos());
    }

    SeriesRef series(int stage, String model) {
        SeriesRef[] byStage = series.get(model);
        if (byStage == null) {
            byStage = new SeriesRef[plan.stages().count()];
            series.put(model, byStage);
        }
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
