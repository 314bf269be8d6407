package io.tokenweir.load.react;

import java.util.random.RandomGenerator;

import io.tokenweir.common.scenario.ShedSpec;

/**
 * Sheds requests before they are sent, with probability max(0, (requests − k · accepts) / (requests + 1)) over a sliding
 * window, so that a server that refuses most is asked little more than k times what it accepts; it needs no hint from the
 * server (Google, Site Reliability Engineering, chapter 21, 2016). Requests that were shed count as requests. Thread-safe.
 */
public final class ClientThrottle {
    private final double k;
    private final SlidingCounts counts;

    public ClientThrottle(ShedSpec spec) {
        this.k = spec.k();
        this.counts = new SlidingCounts(spec.window().toNanos());
    }

    /** A request is about to be sent; true: shed it. */
    public synchronized boolean shed(long nowNanos, RandomGenerator random) {
        double probability = probability(nowNanos);
        counts.add(nowNanos, true, false);
        return probability > 0 && random.nextDouble() < probability;
    }

    /** The server took a request, however it ended. */
    public synchronized void accepted(long nowNanos) {
        counts.add(nowNanos, false, true);
    }

    /** With which probability the next request is shed. */
    public synchronized double probability(long nowNanos) {
        long requests = counts.first(nowNanos);
        return Math.max(0, (requests - k * counts.second(nowNanos)) / (requests + 1));
    }
}
