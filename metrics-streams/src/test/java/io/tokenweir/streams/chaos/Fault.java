package io.tokenweir.streams.chaos;

import java.util.Random;

/**
 * One fault of a schedule.
 *
 * @param atMillis since the load began
 * @param draw decides everything that is left open: which instance, how long
 */
record Fault(long atMillis, FaultKind kind, long draw) {
    Random random() {
        return new Random(draw);
    }
}
