package io.tokenweir.report.runbook;

import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

import io.tokenweir.common.stats.BlockedRatio;
import io.tokenweir.common.stats.Bounds;
import io.tokenweir.events.AttemptEnded;
import io.tokenweir.events.DecisionKind;
import io.tokenweir.events.Outcome;
import io.tokenweir.events.RequestEnded;

/**
 * Sums by second, of which the means and shares on the page and their intervals are made: the scatter between seconds says how
 * far chance reaches, as requests of one second resemble each other. Not thread-safe; memory grows with the seconds of the run.
 */
final class SecondSums {
    /** What one second adds up to. */
    static final class Sums {
        private double answeredAttempts;
        private double secondsInSystem;
        private double tokens;
        private double started;
        private double charged;
        private double requests;
        private double cost;
        private final Map<DecisionKind, Double> byPath = new EnumMap<>(DecisionKind.class);

        double requests() {
            return requests;
        }

        double byPath(DecisionKind kind) {
            return byPath.getOrDefault(kind, 0.0);
        }
    }

    private static final Sums NOTHING = new Sums();
    private static final double PICO = 1e12;

    private final NavigableMap<Long, Sums> seconds = new TreeMap<>();

    void attempt(long micros, AttemptEnded attempt) {
        if (attempt.getOutcome() == Outcome.OK) {
            Sums sums = sums(micros);
            sums.answeredAttempts++;
            sums.secondsInSystem += attempt.getDurationNanos() / 1e9;
            sums.tokens += attempt.getInputTokens() + attempt.getOutputTokens();
        }
    }

    /** @param charged prompt tokens and the most output tokens that were asked for */
    void started(long micros, long charged) {
        Sums sums = sums(micros);
        sums.started++;
        sums.charged += charged;
    }

    void ended(long micros, RequestEnded ended) {
        Sums sums = sums(micros);
        sums.requests++;
        sums.cost += ended.getCostPico() / PICO;
        ended.getPaths().forEach(path -> sums.byPath.merge(path, 1.0, Double::sum));
    }

    Sums at(long second) {
        return seconds.getOrDefault(second, NOTHING);
    }

    /** How long an answered attempt stays at the target, s. */
    Mean secondsInSystem() {
        return mean(sums -> sums.secondsInSystem, sums -> sums.answeredAttempts);
    }

    /** Input and output tokens of an answered attempt, by the server's usage. */
    Mean tokens() {
        return mean(sums -> sums.tokens, sums -> sums.answeredAttempts);
    }

    /** Prompt tokens and the most output tokens asked for: what a limiter that charges up front would take. */
    Mean charged() {
        return mean(sums -> sums.charged, sums -> sums.started);
    }

    /** Cost of a logical request, those without an answer included. */
    Mean cost() {
        return mean(sums -> sums.cost, sums -> sums.requests);
    }

    /** Share of the requests that ended which took a path. */
    double share(DecisionKind kind) {
        double all = seconds.values().stream().mapToDouble(Sums::requests).sum();
        return all == 0
                ? 0
                : seconds.values().stream()
                                .mapToDouble(sums -> sums.byPath(kind))
                                .sum()
                        / all;
    }

    private Mean mean(ToDoubleFunction<Sums> above, ToDoubleFunction<Sums> below) {
        double[] numerators = seconds.values().stream().mapToDouble(above).toArray();
        double[] denominators = seconds.values().stream().mapToDouble(below).toArray();
        double n = 0;
        for (double denominator : denominators) {
            n += denominator;
        }
        if (n == 0) {
            return null;
        }
        BlockedRatio ratio = new BlockedRatio(numerators, denominators);
        Bounds bounds = ratio.symmetric();
        return new Mean(
                ratio.value(), bounds.low() == null ? null : Math.max(0, bounds.low()), bounds.high(), (long) n);
    }

    private Sums sums(long micros) {
        return seconds.computeIfAbsent(Math.floorDiv(micros, 1_000_000L), second -> new Sums());
    }
}
