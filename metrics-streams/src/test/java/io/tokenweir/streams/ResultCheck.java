package io.tokenweir.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.tokenweir.events.Aggregate;
import io.tokenweir.events.RunResult;
import io.tokenweir.events.SeriesKey;
import io.tokenweir.events.WindowKey;
import io.tokenweir.events.WindowResult;
import io.tokenweir.streams.Sums.Amount;

/** Holds results against the {@link Oracle}: bucket for bucket, in every window size, in total, and cumulatively. */
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
            lastCumulative.put(row.getSeries(), withoutLate(row.getCumulative()));
        }
        for (int seconds : new int[] {1, 10, 60}) {
            assertThat(given(bySize.get(seconds)))
                    .as("windows of %d s", seconds)
                    .isEqualTo(wanted(oracle.windows(seconds)));
        }
        Map<SeriesKey, Aggregate> totals = new HashMap<>();
        runs.forEach(run -> totals.put(run.getSeries(), withoutLate(run.getTotals())));
        Map<SeriesKey, Aggregate> wanted = new HashMap<>();
        wanted(oracle.windows(0)).forEach((series, one) -> wanted.put(series, one.get(0L)));
        assertThat(totals).isEqualTo(wanted);
        assertThat(lastCumulative).isEqualTo(wanted);
    }

    private static Map<SeriesKey, TreeMap<Long, Aggregate>> given(Map<SeriesKey, TreeMap<Long, Sums>> windows) {
        Map<SeriesKey, TreeMap<Long, Aggregate>> result = new HashMap<>();
        windows.forEach((series, byStart) -> byStart.forEach(
                (start, sums) -> putUnlessEmpty(result, series, start, withoutLate(AggregateCodec.toAvro(sums)))));
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

    private static Aggregate withoutLate(Aggregate aggregate) {
        Sums sums = AggregateCodec.fromAvro(aggregate);
        sums.add(Amount.LATE_RECORDS, -sums.get(Amount.LATE_RECORDS));
        return AggregateCodec.toAvro(sums);
    }
}
