package io.tokenweir.report.limiter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Carries scripts out, one after the other: what to send when. Instants of one script never decrease. */
final class ScriptRunner {
    private static final double NEAR = 0.03;
    private static final double SMALL = 20;
    /** Offering more beside limiters that are known goes no faster than they let it. */
    private static final long SLOWEST_NANOS = 45_000_000_000L;

    private static final long LOOK_AGAIN_NANOS = 40_000_000L;

    private final ProbeBudget budget;
    private final List<Hypothesis> known;
    private final Map<Long, Call> open = new HashMap<>();
    private List<Ageing> live = new ArrayList<>();
    private List<Call> calls = new ArrayList<>();
    private Script script;
    private int scripts;
    private long startNanos;
    private int burst;
    private int sent;
    private int refusals;
    private boolean ended;
    private long blockedSince = -1;
    private long patienceNanos;
    private long nextCall;
    private long requests;
    private long tokens;
    private long reserved;
    private long refused;
    private long failed;
    private String spent;
    private boolean blocked;

    ScriptRunner(ProbeBudget budget, List<Hypothesis> known) {
        this.budget = budget;
        this.known = known;
    }

    /** @param patience how long a call may be held back for limiters that are known before the script is given up */
    void start(Script what, long nowNanos, long patience) {
        script = what;
        scripts++;
        startNanos = nowNanos;
        patienceNanos = patience;
        burst = 0;
        sent = 0;
        refusals = 0;
        ended = false;
        blocked = false;
        blockedSince = -1;
        calls = new ArrayList<>();
        live = new ArrayList<>();
        known.forEach(limiter -> live.add(limiter.now()));
    }

    /** The next step; null when the script is over and all its calls have ended. */
    ProbeStep next(long nowNanos) {
        while (!ended) {
            Burst now = script.bursts().get(burst);
            boolean refusedOut = now.refusals() > 0 && refusals >= now.refusals();
            if (sent >= now.most() || refusedOut) {
                if (now.drained() && !open.isEmpty()) {
                    return new ProbeStep.Wait(Long.MAX_VALUE);
                }
                burst++;
                sent = 0;
                refusals = 0;
                ended = burst >= script.bursts().size() || refusedOut && script.endsAtRefusal();
                continue;
            }
            long due = startNanos + now.offsetNanos();
            if (sent == 0 && nowNanos < due) {
                return new ProbeStep.Wait(due);
            }
            if (openOf(burst) >= now.parallel()) {
                return new ProbeStep.Wait(Long.MAX_VALUE);
            }
            if (overBudget(now.shape(), nowNanos)) {
                ended = true;
                break;
            }
            if (now.gated() && !passes(now, nowNanos)) {
                if (blockedSince < 0) {
                    blockedSince = nowNanos;
                }
                if (nowNanos - blockedSince > patienceNanos
                        || script.endsAtRefusal() && nowNanos - due > SLOWEST_NANOS) {
                    ended = true;
                    blocked = true;
                    break;
                }
                return new ProbeStep.Wait(nowNanos + LOOK_AGAIN_NANOS);
            }
            blockedSince = -1;
            return send(now, nowNanos);
        }
        return open.isEmpty() ? null : new ProbeStep.Wait(Long.MAX_VALUE);
    }

    private ProbeStep send(Burst now, long nowNanos) {
        Call call = new Call(nextCall++, now.key(), now.shape(), scripts, scripts * 100 + burst, nowNanos);
        open.put(call.id, call);
        calls.add(call);
        sent++;
        requests++;
        reserved += now.shape().prompt() + now.shape().max();
        if (now.key() == 0) {
            for (int i = 0; i < live.size(); i++) {
                live.get(i).take(nowNanos, known.get(i).theory.beforehand(call));
            }
        }
        return new ProbeStep.Send(
                call.id, call.key, call.shape.prompt(), call.shape.max(), call.shape.stream(), call.shape.cancelled());
    }

    private long openOf(int number) {
        return open.values().stream()
                .filter(call -> call.burst == scripts * 100 + number)
                .count();
    }

    private boolean passes(Burst now, long nowNanos) {
        Call call = new Call(-1, now.key(), now.shape(), 0, 0, nowNanos);
        for (int i = 0; i < live.size(); i++) {
            Hypothesis limiter = known.get(i);
            double spare = limiter.size() > SMALL ? NEAR * limiter.size() : 0;
            if (live.get(i).most(nowNanos, 0) + limiter.theory.asked(call)
                    > (limiter.size() - spare) * (1 + Hypothesis.ROUNDING)) {
                return false;
            }
        }
        return true;
    }

    private boolean overBudget(Shape shape, long nowNanos) {
        if (requests >= budget.requests()) {
            spent = "the budget of requests (" + budget.requests() + ") is spent";
        } else if (tokens + reserved + shape.prompt() + shape.max() > budget.tokens()) {
            spent = "the budget of tokens (" + budget.tokens() + ") is spent";
        } else if (nowNanos >= budget.nanos()) {
            spent = "the time is over";
        }
        return spent != null;
    }

    Call observe(ProbeResult result) {
        Call call = open.remove(result.call());
        if (call == null) {
            throw new IllegalArgumentException("Call " + result.call() + " is not open.");
        }
        call.verdict = result.verdict();
        call.endedNanos = result.endedNanos();
        call.prompt = result.promptTokens() >= 0 ? result.promptTokens() : call.shape.prompt();
        call.output =
                result.outputTokens() >= 0 ? result.outputTokens() : call.shape.cancelled() ? 1 : call.shape.max();
        reserved -= call.shape.prompt() + call.shape.max();
        if (call.admitted()) {
            tokens += call.prompt + call.output;
        }
        refused += call.refused() ? 1 : 0;
        failed += call.verdict == ProbeResult.Verdict.FAILED ? 1 : 0;
        if (call.burst == scripts * 100 + burst && call.refused()) {
            refusals++;
        }
        if (call.key == 0) {
            for (int i = 0; i < live.size(); i++) {
                Theory theory = known.get(i).theory;
                double change = call.admitted() ? theory.afterwards(call) : -theory.beforehand(call);
                live.get(i).take(result.endedNanos(), change);
            }
        }
        return call;
    }

    /** Ends the script early; calls that are open still end. */
    void stop(String why) {
        ended = true;
        spent = why;
    }

    List<Call> calls() {
        return calls;
    }

    Script script() {
        return script;
    }

    /** Why nothing more may be sent; null when something may. */
    String spent() {
        return spent;
    }

    /** Whether the last script was given up because limiters that are known would have refused its calls for too long. */
    boolean blocked() {
        return blocked;
    }

    long requestsLeft() {
        return budget.requests() - requests;
    }

    LimiterFindings.Spent spent(long nanos) {
        return new LimiterFindings.Spent(nanos / 1e9, requests, tokens, refused, failed);
    }
}
