package io.tokenweir.report.limiter;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What the stages of a search share: the keys, the log, and what was found so far. */
final class Probes {
    private static final int MOST_PARALLEL = 48;

    final List<ProbeKey> keys;
    final ProbeBudget budget;
    final long epochNanos;
    final ProbeLog log = new ProbeLog();
    /** Limiters that are known, so that others can be told apart from them. */
    final List<Hypothesis> known = new ArrayList<>();

    final List<FoundLimiter> found = new ArrayList<>();
    final Map<Dimension, String> neverReached = new EnumMap<>(Dimension.class);
    final List<String> probes = new ArrayList<>();
    final List<String> notTested = new ArrayList<>();
    final List<String> warnings = new ArrayList<>();
    final Claims claims = new Claims();
    final ScriptRunner runner;
    int parallel = MOST_PARALLEL;
    int mostMax = 4_000;

    Probes(List<ProbeKey> keys, ProbeBudget budget, long epochNanos) {
        this.keys = keys;
        this.budget = budget;
        this.epochNanos = epochNanos;
        this.runner = new ScriptRunner(budget, known);
    }

    /** What a request is worth in seconds, when all of the budget is to last equally long. */
    double secondsPerRequest(long nowNanos) {
        return Math.max(0.002, 0.3 * (budget.nanos() - nowNanos) / 1e9 / Math.max(1, runner.requestsLeft()));
    }

    void add(FoundLimiter limiter) {
        found.add(limiter);
        known.add(limiter.limited.best());
    }
}
