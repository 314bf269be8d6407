package io.tokenweir.common.run;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Numbers the records of one instance on every partition of every topic, from 0 without holes.
 *
 * <p>Not thread-safe: the one thread that hands events to the publisher owns it, because the number must follow the order
 * of publishing.
 */
public final class EventSequencer {
    private static final long[] NONE = {};

    private final Map<String, long[]> nextByTopic = new HashMap<>();

    /** The number of the next record on that partition; taken by this call. */
    public long next(String topic, int partition) {
        long[] next = nextByTopic.getOrDefault(topic, NONE);
        if (partition >= next.length) {
            next = Arrays.copyOf(next, partition + 1);
            nextByTopic.put(topic, next);
        }
        return next[partition]++;
    }

    /** How many were numbered so far: what a RUN_END marker must say. */
    public long count(String topic, int partition) {
        long[] next = nextByTopic.get(topic);
        return next == null || partition >= next.length ? 0 : next[partition];
    }
}
