package io.tokenweir.load.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.stream.LongStream;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

import io.tokenweir.common.scenario.LoadSpec;
import io.tokenweir.common.scenario.ScenarioReader;

/** What holds for every open load model, whatever its rate, seed and sharing. */
class SharedScheduleTest {
    @Property(tries = 150)
    void givesTheSameStartsForTheSameSeedInOrderWithinItsTime(@ForAll("loads") LoadSpec load, @ForAll long seed) {
        ScenarioSchedule schedule = new ScenarioSchedule("s", load, seed);
        long[] starts = starts(schedule.arrivals());
        assertThat(starts).isSorted().isEqualTo(starts(new ScenarioSchedule("s", load, seed).arrivals()));
        assertThat(LongStream.of(starts).allMatch(start -> start >= 0 && start <= schedule.durationNanos()))
                .isTrue();
    }

    @Property(tries = 150)
    void isTheUnionOfWhatItsInstancesAndTheirLoopsSend(
            @ForAll("loads") LoadSpec load,
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 5) int instances,
            @ForAll @IntRange(min = 1, max = 4) int loops) {
        ScenarioSchedule schedule = new ScenarioSchedule("s", load, seed);
        long[] union = IntStream.range(0, instances)
                .boxed()
                .flatMapToLong(instance -> IntStream.range(0, loops)
                        .boxed()
                        .flatMapToLong(loop -> LongStream.of(
                                part(schedule.arrivals(), new Share(instance, instances), new Share(loop, loops)))))
                .sorted()
                .toArray();
        assertThat(union).isEqualTo(starts(schedule.arrivals()));
    }

    @Property(tries = 100)
    void sendsAsManyAsTheRateAsksFor(@ForAll("loads") LoadSpec load, @ForAll long seed) {
        ScenarioSchedule schedule = new ScenarioSchedule("s", load, seed);
        double asked = schedule.curve().arrivals();
        double shape = Math.min(1e9, schedule.shape());
        // Six standard deviations of a renewal process's count, and an arrival for each end.
        assertThat((double) starts(schedule.arrivals()).length)
                .isBetween(
                        asked - 6 * Math.sqrt(asked / shape) - 2 - 6 / shape,
                        asked + 6 * Math.sqrt(asked / shape) + 2 + 6 / shape);
    }

    @Property
    void measuresTimeInArrivalsAndBack(@ForAll("loads") LoadSpec load, @ForAll @IntRange(max = 1000) int thousandth) {
        RateCurve curve = new ScenarioSchedule("s", load, 1).curve();
        double arrivals = curve.arrivals() * thousandth / 1001;
        long at = curve.instantOf(arrivals);
        assertThat(curve.arrivalsBy(at)).isCloseTo(arrivals, org.assertj.core.data.Offset.offset(1e-3));
    }

    @Provide
    Arbitrary<LoadSpec> loads() {
        Arbitrary<Integer> rates = Arbitraries.integers().between(1, 400);
        Arbitrary<String> arrivals = Arbitraries.of(
                "constant-arrival-rate",
                "poisson-arrival-rate",
                "gamma-arrival-rate, shape: 0.3",
                "gamma-arrival-rate, burstiness: 5",
                "ramping-arrival-rate");
        return Combinators.combine(arrivals, rates, rates, rates).as(SharedScheduleTest::load);
    }

    private static LoadSpec load(String executor, int first, int second, int third) {
        String rates = executor.startsWith("ramping")
                ? ", startRate: " + first + ", stages: [{duration: 1500ms, target: " + second
                        + "}, {duration: 2s, target: " + third + "}]"
                : ", rate: " + first + ", duration: 3s";
        String scenario = "{name: p, target: {model: m}, scenarios: {s: {executor: " + executor + rates
                + ", maxVUs: 1, maxTokens: 1}}}";
        return ScenarioReader.parse("p.yaml", scenario).scenarios().get("s");
    }

    private static long[] starts(ArrivalSchedule schedule) {
        return part(schedule, Share.WHOLE, Share.WHOLE);
    }

    private static long[] part(ArrivalSchedule schedule, Share instance, Share loop) {
        Shard shard = new Shard(schedule, instance, loop);
        return LongStream.generate(shard::next)
                .takeWhile(start -> start != ArrivalSchedule.END)
                .toArray();
    }
}
