package io.tokenweir.report.limiter;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Identifies the limiters of a target by designed probes: says what to send when, is told how each call ended, and in the end
 * says what was found.
 *
 * <p>Findings rest on refusals and admissions alone, since texts and headers are wrong, or missing, on many servers. In turn:
 * how many calls may be open; then more and more calls, tokens of prompts, tokens of answers, until one is refused, each
 * limiter that shows being identified ({@link LimiterSearch}) before more is offered, so that the next is met beside those
 * that are known; then whether refused calls count, and with which keys each limiter is shared.
 *
 * <p>A state machine: pure, not thread-safe. Instants are nanoseconds of one monotonic clock, passed in, and do not decrease.
 */
public final class LimiterProbing {
    private static final long PATIENCE_NANOS = 100_000_000_000L;
    private static final int MANY_CONTRADICTIONS = 6;

    private final Probes probes;
    private final long startNanos;
    private final Deque<Stage> stages = new ArrayDeque<>();
    private boolean running;
    private int contradictions;
    private long nowNanos;
    private int failedFirst;
    private int answered;
    private String ended;

    /**
     * @param keys at least one; the first is probed, the others tell who shares its limits
     * @param epochNanos nanoseconds since 1970 at instant 0 of the clock
     * @param startNanos now, from which the budget's time counts
     */
    public LimiterProbing(List<ProbeKey> keys, ProbeBudget budget, long epochNanos, long startNanos) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("Probing needs at least one key.");
        }
        this.startNanos = startNanos;
        this.nowNanos = startNanos;
        ProbeBudget absolute = new ProbeBudget(startNanos + budget.nanos(), budget.requests(), budget.tokens());
        this.probes = new Probes(List.copyOf(keys), absolute, epochNanos);
        stages.add(new OpenStage(probes));
        for (RateStage.Offer offer : RateStage.Offer.values()) {
            stages.add(new RateStage(probes, offer));
        }
        if (keys.size() > 1) {
            stages.add(new ScopeStage(probes));
        } else {
            probes.notTested.add("Scope: there was only one key.");
        }
        stages.add(new RefusedStage(probes));
    }

    /** What to do now. */
    public ProbeStep next(long now) {
        nowNanos = Math.max(nowNanos, now);
        while (true) {
            if (running) {
                ProbeStep step = probes.runner.next(nowNanos);
                if (step != null) {
                    return step;
                }
                running = false;
                learn();
            }
            if (probes.runner.spent() != null || stages.isEmpty()) {
                return new ProbeStep.Done(findings());
            }
            Script script = stages.peek().next(nowNanos);
            if (script == null) {
                stages.poll();
            } else {
                probes.probes.add(script.why());
                probes.runner.start(
                        script, nowNanos, script.endsAtRefusal() ? RateStage.patienceNanos() : PATIENCE_NANOS);
                running = true;
            }
        }
    }

    /** A call has ended. */
    public void observe(ProbeResult result) {
        nowNanos = Math.max(nowNanos, result.endedNanos());
        Call call = probes.runner.observe(result);
        probes.claims.note(result);
        if (call.admitted() || call.refused()) {
            answered++;
        } else if (answered == 0 && ++failedFirst >= 5) {
            probes.warnings.add(
                    "The first calls all failed, none was answered or refused: is this an LLM API, and are the"
                            + " key and the model right?");
            stop("nothing was answered");
        }
    }

    /** Sends nothing more; calls that are open still end, and findings say what is known. */
    public void stop(String why) {
        probes.runner.stop(why);
    }

    /** Which part of the search is under way, in words. */
    public String stage() {
        return stages.isEmpty() ? "done" : stages.peek().words();
    }

    private void learn() {
        List<Call> calls = probes.runner.calls();
        if (calls.isEmpty()) {
            if (!stages.isEmpty() && probes.runner.blocked()) {
                stages.poll().give();
            }
            return;
        }
        List<Event> fresh =
                probes.log.add(calls.stream().filter(c -> c.key == 0).toList());
        List<Call> unexplained = new ArrayList<>();
        long slack = probes.log.slackNanos();
        LimiterSearch search = stages.peek().search();
        for (Event event : fresh) {
            if (event.what() == Event.What.REFUSED
                    && probes.known.stream().noneMatch(known -> known.explains(event, slack))) {
                unexplained.add(event.call());
                event.call().evidenceFor = search;
            }
            if (event.what() == Event.What.ADMITTED
                    && probes.known.stream().anyMatch(known -> known.contradicted(event, slack))
                    && ++contradictions == MANY_CONTRADICTIONS) {
                probes.warnings.add(
                        "Calls passed that a limit would have refused when it was found: limits changed in the"
                                + " middle, or what was found is wrong.");
            }
            probes.known.forEach(known -> known.feed(event, slack, false));
        }
        List<Call> ofScript = calls.stream()
                .filter(c -> c.verdict != ProbeResult.Verdict.FAILED)
                .toList();
        if (!ofScript.isEmpty()) {
            stages.peek().learn(ofScript, fresh, unexplained, nowNanos);
        } else {
            stages.poll().give();
            probes.warnings.add("All calls failed of: " + probes.runner.script().why() + ".");
        }
    }

    /** What is known so far. */
    public LimiterFindings findings() {
        if (ended == null) {
            if (probes.runner.spent() != null) {
                ended = probes.runner.spent();
                stages.forEach(stage -> probes.notTested.add(Character.toUpperCase(
                                stage.words().charAt(0)) + stage.words().substring(1) + ": " + ended
                        + (stage == stages.peek() ? ", in the middle of it." : " before.")));
                if (!stages.isEmpty()) {
                    stages.peek().give();
                }
            } else {
                ended = "all that can be told was told";
            }
        }
        return new FindingsWriter(probes).write(ended, nowNanos - startNanos);
    }
}
