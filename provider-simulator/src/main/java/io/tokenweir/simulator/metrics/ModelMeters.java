package io.tokenweir.simulator.metrics;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What was counted of the requests of one model that have ended. Any thread. */
public final class ModelMeters {
    private static final double NANOS = 1e9;

    final Histogram timeToFirstToken = new Histogram(
            0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 20, 40, 80, 160);
    final Histogram timePerToken = new Histogram(
            0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 20, 40, 80);
    final Histogram endToEnd = requestSeconds();
    final Histogram queue = requestSeconds();
    final Histogram prefill = requestSeconds();
    private final Map<String, LongAdder> finished = new ConcurrentHashMap<>();

    private static Histogram requestSeconds() {
        return new Histogram(
                0.3, 0.5, 0.8, 1, 1.5, 2, 2.5, 5, 10, 15, 20, 30, 40, 50, 60, 120, 240, 480, 960, 1920, 7680);
    }

    /**
     * A request has ended. Times are in nanoseconds, -1 where there is none.
     *
     * @param firstNanos from the request to its first token as written
     * @param lastNanos from the request to its last
     * @param finish why it ended
     */
    public void ended(int tokens, long queueNanos, long prefillNanos, long firstNanos, long lastNanos, String finish) {
        finished.computeIfAbsent(finish, reason -> new LongAdder()).increment();
        if (queueNanos >= 0) {
            queue.add(queueNanos / NANOS);
        }
        if (prefillNanos >= 0) {
            prefill.add(prefillNanos / NANOS);
        }
        if (firstNanos >= 0) {
            timeToFirstToken.add(firstNanos / NANOS);
            endToEnd.add(lastNanos / NANOS);
        }
        if (tokens > 1 && firstNanos >= 0) {
            timePerToken.add((lastNanos - firstNanos) / NANOS / (tokens - 1));
        }
    }

    /** Requests by why they ended, in order of the name. */
    Map<String, Long> finished() {
        Map<String, Long> counts = new TreeMap<>();
        finished.forEach((reason, count) -> counts.put(reason, count.sum()));
        return counts;
    }
}
