package io.tokenweir.report.runbook;

import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;

import io.tokenweir.common.outcome.Refusal;

/**
 * Refusals by second and cause, and the onset of shedding among them: the first second with at least three refusals for
 * load. One or two can be chance; a limit that is really reached refuses several in a second at any load worth testing.
 */
final class RefusalSeconds {
    static final int ONSET_REFUSALS = 3;

    private final NavigableMap<Long, Map<Refusal, Long>> seconds = new TreeMap<>();

    void add(long micros, Refusal cause) {
        seconds.computeIfAbsent(Math.floorDiv(micros, 1_000_000L), second -> new EnumMap<>(Refusal.class))
                .merge(cause, 1L, Long::sum);
    }

    Map<Refusal, Long> at(long second) {
        return seconds.getOrDefault(second, Map.of());
    }

    /** The onset, in seconds since the Unix epoch. */
    OptionalLong onset() {
        return seconds.entrySet().stream()
                .filter(entry -> shedding(entry.getValue()) >= ONSET_REFUSALS)
                .mapToLong(Map.Entry::getKey)
                .findFirst();
    }

    static long shedding(Map<Refusal, Long> causes) {
        return causes.entrySet().stream()
                .filter(entry -> entry.getKey().shedding())
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    Map<Refusal, Long> totals() {
        Map<Refusal, Long> totals = new EnumMap<>(Refusal.class);
        seconds.values().forEach(causes -> causes.forEach((cause, count) -> totals.merge(cause, count, Long::sum)));
        return totals;
    }
}
