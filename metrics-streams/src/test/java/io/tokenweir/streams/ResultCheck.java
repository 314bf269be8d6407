package io.tokenweir.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.tokenweir.events.Aggregate;
import io.tokenweir.events.Grouping;
import io.tokenweir.events.KeyStats;
import io.tokenweir.events.RunResult;
import io.tokenweir.events.SeriesKey;
import io.tokenweir.events.WindowKey;
import io.tokenweir.events.WindowResult;

/**
 * Holds results against the {@link Oracle}: bucket for bucket, in every window size, in total, and cumulatively. What depends
 * on the order in which logs are read, late and unreadable records, is left out.
 */
final class ResultCheck {
    private static final Aggregate NOTHING = AggregateCodec.toAvro(new Sums());

    private ResultCheck() {}

    static void equal(List<WindowResult> windows, List<RunResult> runs, Oracle oracle) {
        Set<WindowKey> seen = new HashSet<>();
        Map<Integer, Map<SeriesKey, TreeMap<Long, Sums>>> bySize = new HashMap<>();
        Map<SeriesKey, Aggregate> lastCumulative = new HashMap<>();
        for (WindowResult row : windows) {
            WindowKey key = new WindowKey(
                    row.getSeries(), row.getWindowSeconds(), row.getWindowStartMicros(), row.getRevision());
            assertThat(seen.add(key)).as("given out twice: %s", key).isTrue();
            bySize.computeIfAbsent(row.getWindowSeconds(), s -> new HashMap<>())
                    .computeIfAbsent(row.getSeries(), s -> new TreeMap<>())
                    .computeIfAbsent(row.getWindowStartMicros(), s -> new Sums())
                    .merge(AggregateCodec.fromAvro(row.getWindow()));
            lastCumulative.put(row.getSeries(), plain(row.getCumulative(), oracle));
        }
        for (int seconds : new int[] {1, 10, 60}) {
            assertThat(given(bySize.get(seconds), oracle))
                    .as("windows of %d s", seconds)
                    .isEqualTo(wanted(oracle.windows(seconds)));
        }
        Map<SeriesKey, Aggregate> totals = new HashMap<>();
        runs.forEach(run -> totals.put(run.getSeries(), plain(run.getTotals(), oracle)));
        // a hole that was filled in the end leaves a series with nothing to say
        totals.values().removeIf(NOTHING::equals);
        lastCumulative.values().removeIf(NOTHING::equals);
        Map<SeriesKey, Aggregate> wanted = new HashMap<>();
        wanted(oracle.windows(0)).forEach((series, one) -> wanted.put(series, one.get(0L)));
        assertThat(totals).isEqualTo(wanted);
        assertThat(lastCumulative).isEqualTo(wanted);
    }

    /** Spread over keys: of the run, whatever came late. */
    static void keysOfRunEqual(List<RunResult> runs, Oracle oracle) {
        KeyStats last = null;
        for (RunResult run : runs) {
            last = run.getSeries().getGrouping() == Grouping.RUN ? run.getKeys() : last;
        }
        assertThat(last).as("keys of the run").isEqualTo(oracle.keys.of(0, 0));
    }

    /** The same of every window, when nothing came late. */
    static void keysOfWindowsEqual(List<WindowResult> windows, Oracle oracle) {
        for (WindowResult row : windows) {
            if (row.getSeries().getGrouping() == Grouping.RUN) {
                assertThat(row.getKeys())
                        .as("keys of %d s from %d", row.getWindowSeconds(), row.getWindowStartMicros())
                        .isEqualTo(oracle.keys.of(row.getWindowSeconds(), row.getWindowStartMicros()));
            } else {
                assertThat(row.getKeys()).isNull();
            }
        }
    }

    private static Map<SeriesKey, TreeMap<Long, Aggregate>> given(
            Map<SeriesKey, TreeMap<Long, Sums>> windows, Oracle oracle) {
        Map<SeriesKey, TreeMap<Long, Aggregate>> result = new HashMap<>();
        windows.forEach((series, byStart) -> byStart.forEach(
                (start, sums) -> putUnlessEmpty(result, series, start, plain(AggregateCodec.toAvro(sums), oracle))));
        return result;
    }

    private static Map<SeriesKey, TreeMap<Long, Aggregate>> wanted(
            Map<SeriesKey, TreeMap<Long, Oracle.Facts>> windows) {
        Map<SeriesKey, TreeMap<Long, Aggregate>> result = new HashMap<>();
        windows.forEach((series, byStart) ->
                byStart.forEach((start, facts) -> putUnlessEmpty(result, series, start, Oracle.aggregate(facts))));
        return result;
    }

    private static void putUnlessEmpty(
            Map<SeriesKey, TreeMap<Long, Aggregate>> map, SeriesKey series, long start, Aggregate aggregate) {
        if (!aggregate.equals(NOTHING)) {
            map.computeIfAbsent(series, s -> new TreeMap<>()).put(start, aggregate);
        }
    }

    private static Aggregate plain(Aggregate aggregate, Oracle oracle) {
        Aggregate plain = Aggregate.newBuilder(aggregate)
                .setLateRecords(0)
                .setUnreadableRecords(0)
                .build();
        if (!oracle.knowsTickLags()) {
            plain.setTickLag(NOTHING.getTickLag());
        }
        return plain;
    }
}
