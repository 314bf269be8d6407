package io.tokenweir.report.limiter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A theory held against the log. Its use follows from the admitted calls alone, so its size need not be guessed: it is the
 * threshold that parts what was admitted from what was refused, and the calls on the wrong side of it are what the theory
 * costs, in units of log likelihood.
 *
 * <p>A call admitted beyond the size weighs most, because nothing explains it; a refusal below it may be somebody else's
 * traffic. Calls next to the threshold weigh little, since the order of calls that overlap is not known. Refusals in a row say
 * the same thing again and weigh less.
 */
final class Hypothesis {
    static final double ROUNDING = 1e-6;
    private static final double NEAR = 0.012;
    private static final double ADMITTED_BEYOND = 6;
    private static final double REFUSED_BELOW = 3;
    private static final double AGAIN = 0.25;
    private static final double BLURRED = 5;
    private static final int KEPT = 96;
    private static final int THRESHOLDS = 24;
    private static final long A_ROW_NANOS = 1_000_000_000L;

    private record Seen(double demand, double asked, double weight) {}

    final Theory theory;
    private final Ageing ageing;
    private final List<Seen> admitted = new ArrayList<>();
    private final List<Seen> refused = new ArrayList<>();
    private double leastKept = Double.NEGATIVE_INFINITY;
    private long lastRefusedNanos = Long.MIN_VALUE / 2;
    private int lastBurst = -1;
    private double size = Double.POSITIVE_INFINITY;
    private double cost;
    private double slackSeconds;

    Hypothesis(Theory theory) {
        this.theory = theory;
        this.ageing = theory.ageing();
    }

    /** @param evidence whether a refusal tells of this limiter; others only count where refused calls are charged */
    void feed(Event event, long slackNanos, boolean evidence) {
        slackSeconds = slackNanos / 1e9;
        Call call = event.call();
        long at = event.nanos();
        switch (event.what()) {
            case ADMITTED -> {
                double asked = theory.asked(call);
                noteAdmitted(ageing.least(at, slackNanos) + asked, asked, call.burst);
                ageing.take(at, theory.beforehand(call));
            }
            case REFUSED -> {
                double asked = theory.asked(call);
                if (evidence) {
                    boolean again = at - lastRefusedNanos < A_ROW_NANOS;
                    double most = ageing.most(at, slackNanos) + asked + call.unordered * theory.beforehand(call);
                    refused.add(new Seen(most, asked, again ? AGAIN * REFUSED_BELOW : REFUSED_BELOW));
                    lastRefusedNanos = at;
                }
                if (theory.refusedTake()) {
                    ageing.take(at, asked);
                }
            }
            default -> {
                double more = theory.afterwards(call);
                if (more != 0) {
                    ageing.take(at, more);
                }
            }
        }
    }

    private void noteAdmitted(double demand, double asked, int burst) {
        lastRefusedNanos = Long.MIN_VALUE / 2;
        if (demand <= leastKept) {
            return;
        }
        admitted.add(new Seen(demand, asked, burst == lastBurst ? AGAIN * ADMITTED_BEYOND : ADMITTED_BEYOND));
        lastBurst = burst;
        if (admitted.size() >= 2 * KEPT) {
            admitted.sort((a, b) -> Double.compare(b.demand(), a.demand()));
            admitted.subList(KEPT, admitted.size()).clear();
            leastKept = admitted.get(KEPT - 1).demand();
        }
    }

    /** Finds the size that parts best. */
    void fit() {
        double top = admitted.stream().mapToDouble(Seen::demand).max().orElse(0);
        double[] below =
                refused.stream().mapToDouble(Seen::demand).sorted().distinct().toArray();
        size = top;
        cost = cost(top);
        int step = Math.max(1, below.length / THRESHOLDS);
        for (int i = 0; i < below.length; i += step) {
            double candidate = below[i] * (1 - ROUNDING);
            double price = candidate < top ? cost(candidate) : Double.MAX_VALUE;
            if (price < cost - ROUNDING) {
                cost = price;
                size = candidate;
            }
        }
    }

    private double cost(double limit) {
        double sum = 0;
        for (Seen seen : admitted) {
            double over = seen.demand() - limit * (1 + ROUNDING);
            if (over > 0) {
                double near =
                        over <= Math.max(0.6 * seen.asked(), NEAR * limit) ? 0.1 : over <= 1.6 * seen.asked() ? 0.4 : 1;
                sum += near * seen.weight();
            }
        }
        for (Seen seen : refused) {
            double under = limit * (1 - ROUNDING) - seen.demand();
            if (under >= 0) {
                sum += (under <= Math.max(seen.asked(), NEAR * limit) ? 0.2 : 1) * seen.weight();
            }
        }
        return sum;
    }

    /** A bucket that fills within the doubt about when calls came explains all and tells nothing. */
    double cost() {
        boolean blurred = theory.perSecond() > 0 && size < BLURRED * slackSeconds * theory.perSecond();
        return blurred ? cost + ADMITTED_BEYOND * 2 : cost;
    }

    double size() {
        return size;
    }

    /** The largest demand that was admitted and fits. */
    double low() {
        return admitted.stream()
                .mapToDouble(Seen::demand)
                .filter(d -> d <= size * (1 + NEAR))
                .max()
                .orElse(0);
    }

    /** The smallest demand that was refused and does not fit; infinite when nothing was. */
    double high() {
        return refused.stream()
                .mapToDouble(Seen::demand)
                .filter(d -> d > Math.max(size * (1 - ROUNDING), low()))
                .min()
                .orElse(Double.POSITIVE_INFINITY);
    }

    int refusals() {
        return refused.size();
    }

    /** Room for calls at an instant, if nothing else came. */
    double room(long nanos) {
        return size - ageing.most(nanos, 0);
    }

    /** Whether it is the reason why a call was refused. To be asked before the refusal is fed. */
    boolean explains(Event event, long slackNanos) {
        double asked = theory.asked(event.call());
        double demand = ageing.most(event.nanos(), slackNanos)
                + asked
                + event.call().unordered * theory.beforehand(event.call());
        return demand > size - Math.max(0.03 * size, size > 20 ? asked : 0);
    }

    /** Whether a call passed that it would have refused by far. */
    boolean contradicted(Event event, long slackNanos) {
        return ageing.least(event.nanos(), slackNanos) + theory.asked(event.call())
                > 1.15 * size + 2 * theory.asked(event.call());
    }

    /** Says the size, once it is known. */
    void settle(double known) {
        size = known;
    }

    Ageing now() {
        return ageing.copy();
    }

    /** How many calls of each burst it would admit, from now on. */
    int[] foretell(Script script, long startNanos, long callNanos) {
        Ageing future = ageing.copy();
        int[] counts = new int[script.bursts().size()];
        long now = startNanos;
        for (int i = 0; i < counts.length; i++) {
            Burst burst = script.bursts().get(i);
            now = Math.max(now, startNanos + burst.offsetNanos());
            Call call = new Call(-1, burst.key(), burst.shape(), 0, i, now);
            call.output = burst.shape().cancelled() ? 1 : burst.shape().max();
            long[] free = new long[burst.parallel()];
            Arrays.fill(free, now);
            double asked = theory.asked(call);
            double before = theory.beforehand(call);
            double after = theory.afterwards(call);
            int refusals = 0;
            for (int sent = 0; sent < burst.most() && (burst.refusals() == 0 || refusals < burst.refusals()); sent++) {
                int slot = sent % burst.parallel();
                now = Math.max(now, free[slot]);
                if (after != 0 && sent >= burst.parallel() && free[slot] > 0) {
                    future.take(now, after);
                }
                boolean fits = future.most(now, 0) + asked <= size * (1 + ROUNDING);
                free[slot] = now + callNanos;
                if (fits) {
                    counts[i]++;
                    future.take(now, before);
                } else {
                    refusals++;
                    if (theory.refusedTake()) {
                        future.take(now, asked);
                    }
                }
            }
            long end = Arrays.stream(free).max().orElse(now);
            if (after != 0) {
                future.take(end, after * Math.min(counts[i], burst.parallel()));
            }
            now = end;
        }
        return counts;
    }
}
