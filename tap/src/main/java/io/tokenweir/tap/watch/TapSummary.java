package io.tokenweir.tap.watch;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a tap saw.
 *
 * @param calls as the application meant them, each over all its attempts
 * @param outcomes of attempts, by name
 * @param arrivals generated deltas
 * @param lost events that found no room
 */
public record TapSummary(long calls, long attempts, Map<String, Long> outcomes, long arrivals, long lost) {
    /** Counts of one event loop. */
    static final class Tally {
        private long calls;
        private long attempts;
        private long arrivals;
        private final Map<String, Long> outcomes = new TreeMap<>();

        void call() {
            calls++;
        }

        void attempt(String outcome, long deltas) {
            attempts++;
            arrivals += deltas;
            outcomes.merge(outcome, 1L, Long::sum);
        }
    }

    static TapSummary of(Iterable<Tally> tallies, long lost) {
        Tally sum = new Tally();
        for (Tally tally : tallies) {
            sum.calls += tally.calls;
            sum.attempts += tally.attempts;
            sum.arrivals += tally.arrivals;
            tally.outcomes.forEach((name, count) -> sum.outcomes.merge(name, count, Long::sum));
        }
        return new TapSummary(sum.calls, sum.attempts, sum.outcomes, sum.arrivals, lost);
    }
}
