package io.tokenweir.load.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

import io.tokenweir.common.scenario.LoadSpec;
import io.tokenweir.common.scenario.ScenarioReader;

class SegmentClockTest {
    private static final long YEAR_NANOS = Duration.ofDays(365).toNanos();

    @Property
    void putsEveryInstantIntoTheOneSegmentWhoseSpanHoldsIt(
            @ForAll @LongRange(min = 1_000_000_000, max = 86_400_000_000_000L) long length,
            @ForAll @LongRange(min = 0, max = 31_536_000_000_000_000L) long offset) {
        SegmentClock clock = new SegmentClock(length);
        int segment = clock.at(offset);
        assertThat(offset).isGreaterThanOrEqualTo(clock.startNanos(segment)).isLessThan(clock.endNanos(segment));
        assertThat(clock.endNanos(segment)).isEqualTo(clock.startNanos(segment + 1));
    }

    @Property(tries = 100)
    void cutsTheSameScheduleAlikeHoweverManyInstancesAndLoopsShareIt(
            @ForAll long seed,
            @ForAll @LongRange(min = 10_000_000, max = 4_000_000_000L) long length,
            @ForAll @IntRange(min = 1, max = 4) int instances,
            @ForAll @IntRange(min = 1, max = 3) int loops) {
        SegmentClock clock = new SegmentClock(length);
        ScenarioSchedule schedule = new ScenarioSchedule("s", poisson(), seed);
        Map<Integer, List<Long>> whole = segments(clock, schedule.arrivals());
        Map<Integer, List<Long>> shared = new TreeMap<>();
        for (int instance = 0; instance < instances; instance++) {
            for (int loop = 0; loop < loops; loop++) {
                Shard shard = new Shard(schedule.arrivals(), new Share(instance, instances), new Share(loop, loops));
                for (long start = shard.next(); start != ArrivalSchedule.END; start = shard.next()) {
                    shared.computeIfAbsent(clock.at(start), segment -> new ArrayList<>())
                            .add(start);
                }
            }
        }
        shared.values().forEach(starts -> starts.sort(Long::compare));
        assertThat(shared).isEqualTo(whole);
    }

    @Test
    void givesTheInstantOfTheBoundaryToTheSegmentThatBegins() {
        SegmentClock clock = new SegmentClock(2_000_000_000L);
        assertThat(clock.at(1_999_999_999L)).isZero();
        assertThat(clock.at(2_000_000_000L)).isEqualTo(1);
    }

    @Test
    void givesWhatIsIntendedBeforeTheStartToTheFirst() {
        assertThat(new SegmentClock(1_000).at(-5)).isZero();
    }

    @Test
    void leavesARunThatIsNotCutInOneSegmentWhateverItsLength() {
        assertThat(SegmentClock.WHOLE.at(100 * YEAR_NANOS)).isZero();
        assertThat(SegmentClock.WHOLE.endNanos(0)).isEqualTo(Long.MAX_VALUE);
    }

    private static Map<Integer, List<Long>> segments(SegmentClock clock, ArrivalSchedule arrivals) {
        Map<Integer, List<Long>> starts = new TreeMap<>();
        for (long start = arrivals.next(); start != ArrivalSchedule.END; start = arrivals.next()) {
            starts.computeIfAbsent(clock.at(start), segment -> new ArrayList<>())
                    .add(start);
        }
        return starts;
    }

    private static LoadSpec poisson() {
        String yaml = "name: t\ntarget: {model: m, url: 'http://127.0.0.1:1/v1'}\nscenarios:\n  s:\n"
                + "    executor: poisson-arrival-rate\n    rate: 40\n    duration: 10s\n    maxVUs: 9\n    maxTokens: 1\n";
        return ScenarioReader.parse("t.yaml", yaml).scenarios().get("s");
    }
}
