package io.tokenweir.simulator.wall;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

import io.tokenweir.simulator.config.LimitChange;

/** The changes of limits that are still to come, in order of time. Not thread-safe. */
final class LimitTimetable {
    private final Deque<LimitChange> coming;
    private final long startNanos;

    LimitTimetable(List<LimitChange> changes, long startNanos) {
        this.coming = new ArrayDeque<>(changes.stream()
                .sorted(Comparator.comparingDouble(LimitChange::afterSeconds))
                .toList());
        this.startNanos = startNanos;
    }

    /** Receives a change at the instant that it was planned for. */
    interface Change {
        void apply(long atNanos, LimitChange change);
    }

    /** Makes the changes that are due, as if each had been made at its instant. */
    void advance(long nowNanos, Change change) {
        while (!coming.isEmpty() && at(coming.peek()) <= nowNanos) {
            LimitChange due = coming.poll();
            change.apply(at(due), due);
        }
    }

    private long at(LimitChange change) {
        return startNanos + Math.round(change.afterSeconds() * 1e9);
    }
}
