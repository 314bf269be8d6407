package io.tokenweir.streams.chaos;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

import io.tokenweir.events.SeriesKey;

/** How steadily results came. Pure. */
final class Flow {
    private final List<ResultTime> times;

    Flow(List<ResultTime> times) {
        this.times = times;
    }

    /** The longest time in which nothing came, up to the moment at which the load ended. */
    long longestGapMicros(long endMicros) {
        long longest = 0;
        long before = 0;
        for (ResultTime time : times) {
            if (before != 0 && time.readMicros() <= endMicros) {
                longest = Math.max(longest, time.readMicros() - before);
            }
            before = time.readMicros();
        }
        return longest;
    }

    /** How long after {@code faultMicros} every series had given out a second that ended after the fault; empty if never. */
    OptionalLong recoveryMicros(long faultMicros) {
        Set<SeriesKey> all = new HashSet<>();
        Map<SeriesKey, Long> back = new HashMap<>();
        for (ResultTime time : times) {
            all.add(time.series());
            if (time.windowEndMicros() > faultMicros && time.readMicros() > faultMicros) {
                back.putIfAbsent(time.series(), time.readMicros());
            }
        }
        return all.isEmpty() || !back.keySet().containsAll(all)
                ? OptionalLong.empty()
                : OptionalLong.of(
                        back.values().stream().mapToLong(Long::longValue).max().orElseThrow() - faultMicros);
    }
}
