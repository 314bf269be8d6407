package io.tokenweir.report.limiter;

import java.util.ArrayList;
import java.util.List;

/**
 * How many calls may be open at once: streams are opened and held until one is refused. It is the open ones that count if the
 * same number passes again as soon as they have ended, and if many more calls pass one after the other.
 */
final class OpenStage implements Stage {
    private static final int[] STEPS = {2, 8, 24, 64};
    private static final double SHARE = 0.12;
    private static final int ANSWER = 64;

    private final Probes probes;
    private int asked;
    private int peak;
    private boolean refused;
    private boolean over;

    OpenStage(Probes probes) {
        this.probes = probes;
    }

    @Override
    public Script next(long nowNanos) {
        if (over) {
            return null;
        }
        asked++;
        if (asked == 1) {
            List<Burst> bursts = new ArrayList<>();
            int calls = 0;
            for (int step : STEPS) {
                calls += step;
                if (calls <= probes.budget.requests() * SHARE
                        && (long) calls * (ANSWER + 8) <= probes.budget.tokens() * SHARE) {
                    bursts.add(held(step));
                }
            }
            if (bursts.isEmpty()) {
                probes.notTested.add("Open requests: the budget is too small to hold some.");
                return null;
            }
            return Script.untilRefused("how many streams may be open at once", bursts);
        }
        int more = peak + Math.max(2, peak / 4);
        return Script.of(
                "whether the same number of streams passes again at once, and three times as many short calls",
                held(more),
                new Burst(0, 0, Shape.TINY, 3 * peak + 3, 1, Math.max(1, peak / 2), true, false),
                held(more));
    }

    private static Burst held(int calls) {
        return new Burst(0, 0, new Shape(8, ANSWER, true, false), calls, 0, calls, true, false);
    }

    @Override
    public void learn(List<Call> calls, List<Event> fresh, List<Call> unexplained, long nowNanos) {
        if (!refused) {
            refused = !unexplained.isEmpty();
            peak = peak(calls);
            if (!refused) {
                probes.neverReached.put(Dimension.CONCURRENCY, "up to " + peak + " open at once");
                over = true;
            } else {
                int last = unexplained.get(unexplained.size() - 1).burst;
                int there = peak(calls.stream().filter(c -> c.burst == last).toList());
                over = there < peak || peak == 0;
            }
            return;
        }
        over = true;
        int first = calls.get(0).burst;
        int one = peak(calls.stream().filter(c -> c.burst == first).toList());
        int two = peak(calls.stream().filter(c -> c.burst == first + 2).toList());
        boolean shortRefused = calls.stream().anyMatch(c -> c.burst == first + 1 && c.refused());
        int off = Math.max(Math.abs(one - peak), Math.abs(two - peak));
        if (!shortRefused && off <= Math.max(1, peak / 12)) {
            found(Math.max(peak, Math.max(one, two)), off, unexplained.size());
        }
    }

    private void found(int size, int off, int refusals) {
        Hypothesis best = new Hypothesis(
                new Theory(WindowKind.NONE, 1, 0, false, 0, false, Dimension.CONCURRENCY, Charging.ONE_A_CALL, 1));
        best.settle(size);
        double sure = off == 0 ? 0.97 : 0.85;
        Fill fill = new Fill(0, new Shape(8, ANSWER, true, false), 1, size + 2, size + 2);
        probes.add(new FoundLimiter(new Limited(
                best,
                size,
                size,
                size + 1,
                sure,
                0,
                0,
                0,
                sure,
                WindowKind.NONE,
                sure,
                sure,
                sure,
                fill,
                2,
                refusals,
                size + " streams were open at once, three times, and no more; right after them " + (3 * size + 3)
                        + " short calls passed")));
        probes.parallel = Math.max(1, Math.min(probes.parallel, size - (size > 4 ? 1 : 0)));
    }

    /** The most admitted calls that were open at one instant. */
    private static int peak(List<Call> calls) {
        int most = 0;
        for (Call call : calls) {
            if (call.admitted()) {
                most = Math.max(most, (int) calls.stream()
                        .filter(other -> other.admitted()
                                && other.sentNanos <= call.sentNanos
                                && other.endedNanos > call.sentNanos)
                        .count());
            }
        }
        return most;
    }

    @Override
    public String words() {
        return "open requests";
    }
}
