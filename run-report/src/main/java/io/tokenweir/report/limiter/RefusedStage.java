package io.tokenweir.report.limiter;

import java.util.List;

/**
 * Whether refused calls count: a limiter that is full is flooded with calls that it refuses. If they count, a bucket gives
 * nothing back meanwhile, and a sliding window comes back later.
 */
final class RefusedStage implements Stage {
    private static final double NANOS = 1e9;
    private static final int MOST_FLOOD = 400;

    private final Probes probes;
    private int limiter = -1;
    private double expected;
    private double full;

    RefusedStage(Probes probes) {
        this.probes = probes;
    }

    @Override
    public Script next(long nowNanos) {
        while (++limiter < probes.found.size()) {
            FoundLimiter found = probes.found.get(limiter);
            Script script = switch (found.limited.kind()) {
                case TOKEN_BUCKET -> bucket(found);
                case SLIDING -> sliding(found, nowNanos);
                case FIXED_FROM_FIRST_CALL, FIXED_ON_THE_CLOCK -> {
                    found.refusedCount = Finding.of(
                            false, 0.5, "a fixed window ends as a whole, whether refused calls count or not");
                    yield null;
                }
                default -> null;
            };
            if (script != null) {
                return script;
            }
        }
        return null;
    }

    private Script bucket(FoundLimiter found) {
        Fill fill = found.limited.fill();
        double perSecond = found.limited.best().theory.perSecond() / Math.max(1, fill.cost());
        double seconds = Math.max(1.5, 7 / perSecond);
        double callSeconds = probes.log.callNanos() / NANOS;
        double fastest = probes.parallel / callSeconds;
        double rate = Math.min(fastest, Math.max(4 * perSecond, 10));
        int flood = (int) Math.ceil(rate * seconds);
        if (rate < 3 * perSecond || flood > MOST_FLOOD || seconds > 45) {
            probes.notTested.add("Whether refused calls count against " + words(found) + ": "
                    + (seconds > 45 ? "it refills too slowly." : "it refills faster than it can be flooded."));
            return null;
        }
        expected = perSecond * seconds;
        int parallel = (int) Math.max(1, Math.ceil(rate * callSeconds));
        return Script.of(
                "whether refused calls keep " + words(found) + " empty",
                fill.untilRefused(0),
                new Burst(0, fill.key(), fill.shape(), flood, 0, Math.min(parallel, probes.parallel), true, false));
    }

    private Script sliding(FoundLimiter found, long nowNanos) {
        double window = found.limited.seconds();
        if (nowNanos + 2.4 * window * NANOS > probes.budget.nanos()) {
            probes.notTested.add("Whether refused calls count against " + words(found) + ": no time was left.");
            return null;
        }
        Fill fill = found.limited.fill();
        full = Math.max(1, found.limited.size() / Math.max(1, fill.cost()));
        int flood = (int) Math.max(3, Math.min(full * 0.7, 80));
        return Script.of(
                "whether refused calls make " + words(found) + " come back later",
                fill.untilRefused((long) (1.1 * window * NANOS)),
                new Burst((long) (1.6 * window * NANOS), fill.key(), fill.shape(), flood, 0, 4, true, false),
                fill.untilRefused((long) (2.2 * window * NANOS)));
    }

    private static String words(FoundLimiter found) {
        return "the limit of " + found.limited.best().theory.dimension().words();
    }

    @Override
    public void learn(List<Call> calls, List<Event> fresh, List<Call> unexplained, long nowNanos) {
        FoundLimiter found = probes.found.get(limiter);
        int first = calls.get(0).burst;
        if (found.limited.kind() == WindowKind.TOKEN_BUCKET) {
            List<Call> flood = calls.stream().filter(c -> c.burst == first + 1).toList();
            long admitted = flood.stream().filter(Call::admitted).count();
            double seconds =
                    flood.isEmpty() ? 0 : (flood.get(flood.size() - 1).sentNanos - flood.get(0).sentNanos) / NANOS;
            double due = Math.max(
                    1,
                    found.limited.best().theory.perSecond()
                            / Math.max(1, found.limited.fill().cost())
                            * seconds);
            double share = admitted / due;
            String evidence = String.format(
                    java.util.Locale.ROOT,
                    "of %d calls in %.1f s to an empty bucket %d passed; its refill alone would have passed %.0f",
                    flood.size(),
                    seconds,
                    admitted,
                    due);
            double sure = due < 3 ? 0.3 : share >= 0.6 || share <= 0.2 ? 0.92 : 0.4;
            found.refusedCount = Finding.of(share < 0.4, sure, evidence);
            return;
        }
        int last = calls.get(calls.size() - 1).burst;
        long flooded =
                calls.stream().filter(c -> c.burst == first + 1 && c.refused()).count();
        long back =
                calls.stream().filter(c -> c.burst == first + 2 && c.admitted()).count();
        if (flooded == 0 || last != first + 2) {
            return;
        }
        double missing = full - back;
        boolean count = missing > flooded / 2.0;
        boolean clear = flooded >= 3 && (missing < 0.25 * flooded || missing > 0.75 * flooded);
        found.refusedCount = Finding.of(
                count,
                clear ? 0.9 : 0.35,
                String.format(
                        java.util.Locale.ROOT,
                        "after %d refused calls half a window before, %d of %.0f came back",
                        flooded,
                        back,
                        full));
    }

    @Override
    public String words() {
        return "refused calls";
    }
}
