package io.tokenweir.load.engine;

import java.util.concurrent.atomic.LongAdder;

import io.tokenweir.load.LiveCounters;

/** Counts of a run that anybody may read at any time. Thread-safe. */
public final class LiveTally {
    final LongAdder offered = new LongAdder();
    final LongAdder started = new LongAdder();
    final LongAdder dropped = new LongAdder();
    final LongAdder ended = new LongAdder();
    final LongAdder attempts = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder arrivals = new LongAdder();

    public LiveCounters snapshot() {
        long finished = ended.sum();
        long wanted = offered.sum();
        return new LiveCounters(
                wanted,
                started.sum(),
                dropped.sum(),
                finished,
                (int) Math.max(0, wanted - finished),
                attempts.sum(),
                refused.sum(),
                arrivals.sum());
    }
}
