package io.tokenweir.connect.prometheus;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try of a write: doubling from the first wait to the longest, drawn uniformly from
 * [half, whole] so that tasks do not come back in step; never shorter than the server asked for. Pure but for the draws.
 *
 * @param tries attempts in all before the batch is given back to Connect
 * @param patience wait in all before it is, or the worker would think that the task hangs
 */
record RetryPolicy(int tries, Duration first, Duration longest, Duration patience, RandomGenerator random) {

    /** @param failed attempts that have failed, from 1 */
    Duration waitAfter(int failed, Duration askedFor) {
        long ceiling = Math.min(longest.toMillis(), first.toMillis() << Math.min(failed - 1, 20));
        long half = ceiling / 2;
        Duration drawn = Duration.ofMillis(half + random.nextLong(ceiling - half + 1));
        return drawn.compareTo(askedFor) >= 0 ? drawn : askedFor;
    }
}
