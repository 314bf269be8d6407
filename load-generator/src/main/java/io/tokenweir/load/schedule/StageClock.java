package io.tokenweir.load.schedule;

import java.util.Arrays;
import java.util.List;

/** Tells which stage an instant falls into. Immutable. */
public final class StageClock {
    private final List<String> names;
    private final long[] endNanos;

    /** @param durationsNanos one for each name; what comes after the last belongs to the last */
    public StageClock(List<String> names, long[] durationsNanos) {
        if (names.isEmpty() || names.size() != durationsNanos.length) {
            throw new IllegalArgumentException("A scenario needs at least one stage, and a duration for each.");
        }
        this.names = List.copyOf(names);
        this.endNanos = durationsNanos.clone();
        Arrays.parallelPrefix(endNanos, Long::sum);
    }

    public int stageAt(long nanos) {
        int stage = 0;
        while (stage < endNanos.length - 1 && nanos >= endNanos[stage]) {
            stage++;
        }
        return stage;
    }

    public String name(int stage) {
        return names.get(stage);
    }

    public int count() {
        return names.size();
    }
}
