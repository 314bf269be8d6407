package io.tokenweir.common.health;

import static io.tokenweir.common.health.Healths.MILLI;
import static io.tokenweir.common.health.Healths.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import io.tokenweir.common.health.Validity.Judgement;
import io.tokenweir.events.MeterHealth;
import io.tokenweir.events.Verdict;

class ValidityTest {
    private record Bound(String rule, long value, BiConsumer<MeterHealth, Long> figure) {}

    private static final List<Bound> BOUNDS = List.of(
            new Bound("loop lag p99", 5 * MILLI, MeterHealth::setLoopLagP99Nanos),
            new Bound("canary p99", 5 * MILLI, MeterHealth::setCanaryErrorP99Nanos),
            new Bound("pause", 20 * MILLI, MeterHealth::setPauseMaxNanos),
            new Bound("lateness p99", 5 * MILLI, MeterHealth::setLatenessP99Nanos),
            new Bound("throttled", 20 * MILLI, MeterHealth::setThrottledNanos),
            new Bound("receive queue", 64 * 1024, MeterHealth::setReceiveQueueBytes));

    @Test
    void aHealthyMeterGivesAValidWindow() {
        Judgement judgement = Validity.judge(new MeterHealth(), 300 * MILLI);
        assertThat(judgement.verdict()).isEqualTo(Verdict.VALID);
        assertThat(judgement.sentences()).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> eachBoundAloneDecidesTheVerdict() {
        return BOUNDS.stream()
                .map(bound -> DynamicTest.dynamicTest(bound.rule(), () -> {
                    assertThat(verdict(bound, bound.value() / 2)).isEqualTo(Verdict.VALID);
                    assertThat(verdict(bound, bound.value() / 2 + 1)).isEqualTo(Verdict.SUSPECT);
                    assertThat(verdict(bound, bound.value())).isEqualTo(Verdict.SUSPECT);
                    assertThat(verdict(bound, bound.value() + 1)).isEqualTo(Verdict.INVALID);
                    assertThat(judge(bound, bound.value() + 1).findings())
                            .extracting(Validity.Finding::rule)
                            .containsExactly(bound.rule());
                }));
    }

    @Test
    void whatIsBeyondAllMeasureIsInvalid() {
        assertThat(Validity.judge(with(health -> health.setLoopLagP99Nanos(Long.MAX_VALUE)))
                        .verdict())
                .isEqualTo(Verdict.INVALID);
    }

    @Test
    void oneLostEventMakesAWindowInvalid() {
        Judgement judgement = Validity.judge(with(health -> health.setEventsLost(1)));
        assertThat(judgement.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(judgement.sentences()).containsExactly("1 events lost");
    }

    @Test
    void eventsThatWaitOnDiskFalsifyNothing() {
        assertThat(Validity.judge(with(health -> health.setEventsOnDisk(1_000_000)))
                        .verdict())
                .isEqualTo(Verdict.VALID);
    }

    @Test
    void theErrorBoundIsMeasuredAgainstTheTtftOfTheWindow() {
        MeterHealth health = with(h -> h.setLoopLagP99Nanos(MILLI));
        assertThat(Validity.judge(health, 10 * MILLI).verdict()).isEqualTo(Verdict.INVALID);
        assertThat(Validity.judge(health, 30 * MILLI).verdict()).isEqualTo(Verdict.SUSPECT);
        assertThat(Validity.judge(health, 40 * MILLI).verdict()).isEqualTo(Verdict.VALID);
        assertThat(Validity.judge(health, null).verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void theReasonNamesTheFigureTheBoundAndTheCause() {
        assertThat(pause(0, 0, 0)).isEqualTo("pause (the process stood still) 200.000 ms > 20.000 ms");
        assertThat(pause(150 * MILLI, 190 * MILLI, 0)).contains("(garbage collection)");
        assertThat(pause(0, 190 * MILLI, 0)).contains("(safepoint)");
        assertThat(pause(0, 0, 190 * MILLI)).contains("(no free core)");
    }

    @Test
    void withoutHealthNobodyKnows() {
        assertThat(Validity.judge(null, null).verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(Validity.judge(null, null).errors()).isNull();
    }

    private static String pause(long gc, long safepoint, long runQueue) {
        return Validity.judge(with(health -> {
                    health.setPauseMaxNanos(200 * MILLI);
                    health.setGcNanos(gc);
                    health.setSafepointNanos(safepoint);
                    health.setRunQueueNanos(runQueue);
                }))
                .sentences()
                .get(0);
    }

    private static Verdict verdict(Bound bound, long value) {
        return judge(bound, value).verdict();
    }

    private static Judgement judge(Bound bound, long value) {
        return Validity.judge(with(health -> bound.figure().accept(health, value)));
    }
}
