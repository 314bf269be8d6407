package io.tokenweir.load.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class SchedulesTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void spacesAConstantRateEvenly() {
        assertThat(all(new EvenArrivals(RateCurve.constant(4, SECOND))))
                .containsExactly(0L, SECOND / 4, SECOND / 2, 3 * SECOND / 4);
    }

    @Test
    void sendsTheAreaUnderARamp() {
        List<Long> starts = all(new EvenArrivals(new RateCurve(
                List.of(new RateCurve.Leg(10 * SECOND, 0, 100), new RateCurve.Leg(10 * SECOND, 100, 0)))));
        assertThat(starts).hasSize(1_000).isSorted();
        // Half of a linear ramp's arrivals come in its last 1 - sqrt(1/2).
        assertThat(starts.get(250) / 1e9).isCloseTo(10 * Math.sqrt(0.5), org.assertj.core.data.Offset.offset(0.001));
    }

    @Test
    void drawsThePoissonProcessFromItsSeed() {
        List<Long> starts = all(poisson(1_000, 20 * SECOND, 7));
        assertThat(starts).isEqualTo(all(poisson(1_000, 20 * SECOND, 7))).isSorted();
        assertThat(starts).isNotEqualTo(all(poisson(1_000, 20 * SECOND, 8)));
        double mean = starts.get(starts.size() - 1) / 1e9 / starts.size();
        double variance = IntStream.range(1, starts.size())
                .mapToDouble(i -> Math.pow((starts.get(i) - starts.get(i - 1)) / 1e9 - mean, 2))
                .average()
                .orElseThrow();
        assertThat(mean).isBetween(0.97e-3, 1.03e-3);
        assertThat(Math.sqrt(variance) / mean).isBetween(0.97, 1.03);
    }

    @Test
    void sharesOneScheduleAmongShardsWithoutChangingIt() {
        List<Long> shared = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Shard shard = new Shard(poisson(100, SECOND, 1), Share.WHOLE, new Share(i, 3));
            for (long next = shard.next(); next != ArrivalSchedule.END; next = shard.next()) {
                assertThat(shard.number() % 3).isEqualTo(i);
                shared.add(next);
            }
        }
        assertThat(shared.stream().sorted().toList()).isEqualTo(all(poisson(100, SECOND, 1)));
    }

    @Test
    void wantsEachVirtualUserWhenTheRampReachesIt() {
        VirtualUserRamp ramp = new VirtualUserRamp(
                List.of(new VirtualUserRamp.Leg(10 * SECOND, 0, 10), new VirtualUserRamp.Leg(10 * SECOND, 10, 0)));
        assertThat(ramp.nextWanted(0, 0)).isEqualTo(SECOND);
        assertThat(ramp.nextWanted(4, 0)).isEqualTo(5 * SECOND);
        assertThat(ramp.nextWanted(4, 7 * SECOND)).isEqualTo(7 * SECOND);
        assertThat(ramp.nextWanted(4, 16 * SECOND)).isEqualTo(VirtualUserRamp.NEVER);
        assertThat(ramp.peak()).isEqualTo(10);
    }

    @Test
    void wantsAConstantNumberToTheEnd() {
        VirtualUserRamp ramp = VirtualUserRamp.constant(3, SECOND);
        assertThat(ramp.nextWanted(2, 0)).isZero();
        assertThat(ramp.nextWanted(2, SECOND)).isEqualTo(VirtualUserRamp.NEVER);
        assertThat(ramp.nextWanted(3, 0)).isEqualTo(VirtualUserRamp.NEVER);
    }

    @Test
    void givesTimeAfterTheLastStageToTheLastStage() {
        StageClock stages = new StageClock(List.of("up", "down"), new long[] {10, 5});
        assertThat(stages.stageAt(9)).isZero();
        assertThat(stages.stageAt(10)).isEqualTo(1);
        assertThat(stages.stageAt(99)).isEqualTo(1);
    }

    @Test
    void makesWarmUpAndCoolDownStagesOfTheirOwn() {
        StageClock stages = new StageClock(List.of("up", "down"), new long[] {10, 20})
                .with("warm-up", 0, 4)
                .with("cool-down", 25, 30);
        assertThat(IntStream.of(0, 3, 4, 9, 10, 24, 25, 99).mapToObj(at -> stages.name(stages.stageAt(at))))
                .containsExactly("warm-up", "warm-up", "up", "up", "down", "down", "cool-down", "cool-down");
    }

    @Test
    void letsAWarmUpCoverWholeStages() {
        StageClock stages = new StageClock(List.of("a", "b", "c"), new long[] {10, 10, 10}).with("warm-up", 0, 15);
        assertThat(IntStream.of(0, 9, 14, 15, 20).mapToObj(at -> stages.name(stages.stageAt(at))))
                .containsExactly("warm-up", "warm-up", "warm-up", "b", "c");
    }

    private static ArrivalSchedule poisson(double rate, long nanos, long seed) {
        return new RandomArrivals(RateCurve.constant(rate, nanos), new ExponentialGaps(new SplittableRandom(seed)));
    }

    private static List<Long> all(ArrivalSchedule schedule) {
        List<Long> starts = new ArrayList<>();
        for (long next = schedule.next(); next != ArrivalSchedule.END; next = schedule.next()) {
            starts.add(next);
        }
        return starts;
    }
}
