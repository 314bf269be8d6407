package io.tokenweir.simulator.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntFunction;

/** Gives an engine requests at exponential intervals on a clock of its own, and keeps what came out, in milliseconds. */
final class Poisson implements Engine.TokenSink<Integer> {
    private final long[] arrived;
    private final long[] first;
    private final long[] last;
    private final int[] tokens;
    private final List<Double> ttft = new ArrayList<>();
    private final List<Double> gaps = new ArrayList<>();
    private long endNanos;

    private Poisson(int requests) {
        arrived = new long[requests];
        first = new long[requests];
        last = new long[requests];
        tokens = new int[requests];
    }

    /** Runs until every request has all its tokens. */
    static Poisson run(
            Engine<Integer> engine,
            int requests,
            double perSecond,
            long seed,
            IntFunction<Sequence<Integer>> sequences) {
        Poisson run = new Poisson(requests);
        SplittableRandom random = new SplittableRandom(seed);
        double now = 0;
        for (int i = 0; i < requests; i++) {
            now += -Math.log(1 - random.nextDouble()) / perSecond * 1e9;
            run.arrived[i] = Math.round(now);
            for (long due = engine.nextDueNanos(); due <= run.arrived[i]; due = engine.nextDueNanos()) {
                engine.advance(due, run);
            }
            engine.submit(sequences.apply(i), run.arrived[i]);
        }
        for (long due = engine.nextDueNanos(); due != Engine.NEVER; due = engine.nextDueNanos()) {
            engine.advance(due, run);
        }
        return run;
    }

    @Override
    public void token(Integer request, long dueNanos) {
        if (tokens[request]++ == 0) {
            first[request] = dueNanos;
            ttft.add((dueNanos - arrived[request]) / 1e6);
        } else {
            gaps.add((dueNanos - last[request]) / 1e6);
        }
        last[request] = dueNanos;
        endNanos = dueNanos;
    }

    /** Time from a request's arrival to its first token. */
    double ttftOf(int request) {
        return (first[request] - arrived[request]) / 1e6;
    }

    /** Time from the arrival of the request before. */
    double interArrival(int request) {
        return (arrived[request] - arrived[request - 1]) / 1e6;
    }

    double ttft(double quantile) {
        return quantile(ttft, quantile);
    }

    double gap(double quantile) {
        return quantile(gaps, quantile);
    }

    double tokensPerSecond() {
        return Arrays.stream(tokens).sum() / (endNanos / 1e9);
    }

    /** Everything that came out, for comparing two runs. */
    Map<String, Object> all() {
        Map<String, Object> all = new HashMap<>();
        all.put("ttft", ttft);
        all.put("gaps", gaps);
        return all;
    }

    private static double quantile(List<Double> values, double q) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted[Math.max(0, (int) Math.ceil(sorted.length * q) - 1)];
    }
}
