package io.tokenweir.report.limiter;

import java.util.ArrayList;
import java.util.List;

/**
 * Identifies one limiter, from its first refusal on. First how its use ages, with calls that are all alike, so that what they
 * cost is one unit whatever is charged; then what is charged, with calls of other shapes.
 *
 * <p>Bayesian experimental design in its simplest form (Lindley, "On a Measure of the Information Provided by an Experiment",
 * 1956): theories are held against the log ({@link Hypothesis}), weighed ({@link Posterior}), and the script on a menu that
 * parts the heaviest of them best for its price is sent next ({@link Planner}), until one kind and one window are left or the
 * budget ends.
 */
final class LimiterSearch {
    private static final double NANOS = 1e9;
    private static final double SURE = 0.985;
    private static final double CHARGE_SURE = 0.97;
    private static final double WINDOW_WIDTH = 0.07;
    private static final int KIND_SCRIPTS = 16;
    private static final int CHARGE_SCRIPTS = 5;
    private static final long FIRST_POLL_NANOS = 60_000_000L;
    private static final double LATER = 1.5;
    private static final int DELEGATES = 14;

    private enum Phase {
        POLL,
        FILL,
        KIND,
        CHARGE,
        DONE
    }

    private final Fill fill;
    private final Theories theories;
    private final ProbeLog log;
    private final Charges charges;
    private final long deadlineNanos;
    private final long pollUntilNanos;
    private final long kindsUntilNanos;
    private final double longestSeconds;
    private Phase phase = Phase.POLL;
    private Posterior posterior = new Posterior();
    private Posterior kinds;
    private boolean cast;
    private long pollNanos = FIRST_POLL_NANOS;
    private int scripts;
    private int chargeScripts;
    private int kindScripts;
    private int fed;
    private long refusedAt = -1;
    private final List<long[]> returns = new ArrayList<>();
    private int returnsUsed;

    /**
     * @param fill the calls to fill it up with
     * @param deadlineNanos when the search has to be over
     */
    LimiterSearch(Fill fill, Theories theories, Charges charges, ProbeLog log, long nowNanos, long deadlineNanos) {
        this.fill = fill;
        this.theories = theories;
        this.charges = charges;
        this.log = log;
        this.deadlineNanos = deadlineNanos;
        this.pollUntilNanos = nowNanos + (long) ((deadlineNanos - nowNanos) * 0.55);
        this.kindsUntilNanos = nowNanos + (long) ((deadlineNanos - nowNanos) * 0.75);
        this.longestSeconds = Math.max(2, (deadlineNanos - nowNanos) / NANOS);
    }

    /** The next script; null when the search is over. */
    Script next(long nowNanos, double secondsPerRequest) {
        while (true) {
            switch (phase) {
                case POLL -> {
                    if (nowNanos + pollNanos > pollUntilNanos) {
                        cast();
                        phase = Phase.CHARGE;
                        kinds = posterior;
                        continue;
                    }
                    Script script = Script.of("when the next call passes", fill.one(pollNanos));
                    pollNanos = (long) (pollNanos * LATER);
                    return script;
                }
                case FILL -> {
                    phase = Phase.KIND;
                    return Script.of("how much came back", fill.untilRefused(0));
                }
                case KIND -> {
                    cast();
                    Script script = kindScript(nowNanos, secondsPerRequest);
                    if (script != null) {
                        kindScripts++;
                        return script;
                    }
                    refine();
                    kinds = posterior;
                    phase = Phase.CHARGE;
                }
                case CHARGE -> {
                    if (chargeScripts == 0) {
                        posterior = charges.posterior(kinds, fill, log, this);
                    }
                    Script script = chargeScript(nowNanos, secondsPerRequest);
                    if (script != null) {
                        chargeScripts++;
                        return script;
                    }
                    phase = Phase.DONE;
                }
                default -> {
                    return null;
                }
            }
        }
    }

    private Script kindScript(long nowNanos, double secondsPerRequest) {
        if (kindScripts >= KIND_SCRIPTS || nowNanos >= kindsUntilNanos || told()) {
            return null;
        }
        List<Posterior.Delegate> delegates = posterior.delegates(DELEGATES);
        return new Planner(delegates, nowNanos, log.callNanos(), secondsPerRequest)
                .choose(Planner.kinds(delegates, fill), kindsUntilNanos - nowNanos);
    }

    private boolean told() {
        WindowKind kind = posterior.mode(h -> h.theory.kind());
        double[] span = span(kind);
        return kindScripts >= 1
                && posterior.weight(h -> h.theory.kind() == kind) >= SURE
                && span[1] - span[0] <= WINDOW_WIDTH * span[1];
    }

    private Script chargeScript(long nowNanos, double secondsPerRequest) {
        Charging charging = posterior.mode(h -> h.theory.charging());
        Dimension dimension = posterior.mode(h -> h.theory.dimension());
        if (chargeScripts >= CHARGE_SCRIPTS
                || nowNanos >= deadlineNanos
                || posterior.weight(h -> h.theory.charging() == charging && h.theory.dimension() == dimension)
                        >= CHARGE_SURE) {
            return null;
        }
        List<Posterior.Delegate> delegates = posterior.delegates(DELEGATES);
        long wait = untilFree(nowNanos);
        return new Planner(delegates, nowNanos, log.callNanos(), secondsPerRequest)
                .choose(charges.menu(posterior.best(), fill, wait), deadlineNanos - nowNanos);
    }

    /** How long until most of the limit is there again. */
    private long untilFree(long nowNanos) {
        Hypothesis best = posterior.best();
        long step = (long) (Math.max(0.2, best.theory.seconds()) * NANOS / 20);
        long wait = 0;
        while (best.room(nowNanos + wait) < 0.97 * best.size() && wait < 30 * step) {
            wait += step;
        }
        return wait;
    }

    /** All that happened since the last time; calls of a script are over. */
    void learn(List<Event> events) {
        scripts++;
        boolean passed = false;
        for (Event event : events) {
            if (event.what() == Event.What.REFUSED && event.call().evidenceFor == this) {
                refusedAt = event.nanos();
            } else if (event.what() == Event.What.ADMITTED) {
                if (refusedAt >= 0) {
                    returns.add(new long[] {refusedAt, event.nanos()});
                    refusedAt = -1;
                }
                passed = true;
            }
        }
        // the script before the first was the one that met it
        if (phase == Phase.POLL && passed && scripts > 1) {
            phase = Phase.FILL;
        }
        if (cast) {
            posterior.hypotheses().forEach(h -> feed(h, fed));
            fed = log.events().size();
            posterior.weigh();
        }
    }

    /** Makes the theories when there is something to hold them against, and more of them whenever calls came back. */
    private void cast() {
        if (!cast) {
            cast = true;
            double size = sizeOfFirstBurst();
            theories.all(size, longestSeconds).forEach(this::hold);
            fed = log.events().size();
        }
        int most = 4;
        while (returnsUsed < returns.size() && returnsUsed < most) {
            long[] pair = returns.get(returnsUsed++);
            theories.beginningIn(pair[0], pair[1], longestSeconds).forEach(this::hold);
        }
        posterior.weigh();
    }

    /** Demand at the first refusal if nothing aged. */
    private double sizeOfFirstBurst() {
        double sum = 0;
        for (Event event : log.events()) {
            if (event.what() == Event.What.ADMITTED) {
                sum += theories.cost(event.call());
            } else if (event.what() == Event.What.REFUSED && event.call().evidenceFor == this) {
                break;
            }
        }
        return Math.max(1, sum);
    }

    private void hold(Theory theory) {
        Hypothesis hypothesis = new Hypothesis(theory);
        feed(hypothesis, 0);
        posterior.add(hypothesis);
    }

    void feed(Hypothesis hypothesis, int from) {
        List<Event> events = log.events();
        for (int i = from; i < events.size(); i++) {
            Event event = events.get(i);
            hypothesis.feed(event, log.slackNanos(), event.call().evidenceFor == this);
        }
    }

    /** Looks between the steps of the lengths that were tried. */
    private void refine() {
        if (posterior.best().theory.kind() == WindowKind.QUOTA_OR_LONG) {
            return;
        }
        WindowKind kind = posterior.mode(h -> h.theory.kind());
        List<Theory> near = new ArrayList<>();
        posterior.hypotheses().stream()
                .filter(h -> h.theory.kind() == kind)
                .limit(6)
                .forEach(h -> {
                    for (int step = -8; step <= 8; step++) {
                        if (step != 0) {
                            near.add(h.theory.stretched(1 + step * 0.005, 0.1));
                        }
                    }
                });
        near.forEach(this::hold);
        posterior.weigh();
    }

    /** Between which windows of a kind the truth lies; of a bucket, times in which it fills. */
    private double[] span(WindowKind kind) {
        double low = Double.POSITIVE_INFINITY;
        double high = 0;
        double best = posterior.hypotheses().stream()
                .filter(h -> h.theory.kind() == kind)
                .mapToDouble(Hypothesis::cost)
                .min()
                .orElse(0);
        for (Hypothesis h : posterior.hypotheses()) {
            if (h.theory.kind() == kind && h.cost() <= best + 2) {
                double length = h.theory.seconds();
                low = Math.min(low, length);
                high = Math.max(high, length);
            }
        }
        return new double[] {low, high};
    }

    /** What was found, as far as the search has come. */
    Limited result() {
        cast();
        if (kinds == null) {
            kinds = posterior;
        }
        if (posterior == kinds) {
            posterior = charges.posterior(kinds, fill, log, this);
        }
        return new Verdict(posterior, kinds, log).limited(fill, scripts);
    }
}
