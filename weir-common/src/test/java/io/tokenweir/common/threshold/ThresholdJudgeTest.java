package io.tokenweir.common.threshold;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import io.tokenweir.common.threshold.ThresholdResult.Status;

class ThresholdJudgeTest {
    private static final MeterSeconds WELL = new MeterSeconds(10, 10, 0);
    private static final MeterSeconds MOSTLY_WELL = new MeterSeconds(10, 7, 2);
    private static final MeterSeconds ILL = new MeterSeconds(10, 4, 6);

    @Test
    void passesWhatHolds() {
        assertThat(judge("ttft:p(99)<800", duration(500, 500, 2), WELL)).isEqualTo(Status.PASSED);
    }

    @Test
    void saysWhatWasMeasuredWhereItFails() {
        ThresholdResult result =
                ThresholdJudge.judge(ThresholdParser.parse("ttft:p(99)<400"), duration(500, 500, 2), WELL);

        assertThat(result.status()).isEqualTo(Status.FAILED);
        assertThat(result.measured()).isEqualTo(500);
        assertThat(result.reason()).isNull();
    }

    @Test
    void saysWhereTheMeterItselfMayExplainAFailure() {
        assertThat(ThresholdJudge.judge(ThresholdParser.parse("ttft:p(99)<499"), duration(500, 500, 2), WELL)
                        .reason())
                .isEqualTo("by less than the meter's error bound of 2 ms");
    }

    @Test
    void doesNotPassWhatHasNoFigure() {
        ThresholdResult result = ThresholdJudge.judge(
                ThresholdParser.parse("ttft:p(99)<400"), Reading.missing(ThresholdJudge.tooFew(7, 0.99)), WELL);

        assertThat(result.status()).isEqualTo(Status.NOT_MEASURED);
        assertThat(result.reason()).isEqualTo("7 values are too few for p(99), which needs 100");
    }

    @Test
    void judgesByTheHealthySecondsAndSaysWhatItIsWithTheOthers() {
        ThresholdResult result =
                ThresholdJudge.judge(ThresholdParser.parse("ttft:p(99)<800"), duration(500, 700, 2), MOSTLY_WELL);

        assertThat(result.status()).isEqualTo(Status.PASSED);
        assertThat(result.reason())
                .isEqualTo("in the 8 of 10 seconds in which the meter was well; with the others 700 ms");
    }

    @Test
    void doesNotPassWhatHoldsOnlyWhileInvalidSecondsAreLeftOut() {
        assertThat(judge("ttft:p(99)<800", duration(500, 900, 2), MOSTLY_WELL)).isEqualTo(Status.NOT_MEASURED);
    }

    @Test
    void doesNotPassADurationWhenTheMeterWasInvalidMostOfTheTime() {
        assertThat(judge("ttft:p(99)<800", duration(500, 500, 2), ILL)).isEqualTo(Status.NOT_MEASURED);
    }

    @Test
    void countsAreExactWhateverTheMetersHealth() {
        assertThat(judge("failed:rate<1%", Reading.of(0), ILL)).isEqualTo(Status.PASSED);
        assertThat(judge("ttft:count>3", Reading.of(4), ILL)).isEqualTo(Status.PASSED);
        assertThat(judge("lateness:max<10", Reading.of(4), ILL)).isEqualTo(Status.PASSED);
    }

    @Test
    void aLowerBoundMustHoldByMoreThanTheMetersError() {
        assertThat(judge("ttft:min>499", duration(500, 500, 2), WELL)).isEqualTo(Status.NOT_MEASURED);
        assertThat(judge("ttft:min>490", duration(500, 500, 2), WELL)).isEqualTo(Status.PASSED);
    }

    @Property
    void nothingPassesThatDoesNotHoldInTheHealthySecondsAndInAll(
            @ForAll @DoubleRange(min = 0, max = 100) double value,
            @ForAll @DoubleRange(min = 0, max = 100) double everything,
            @ForAll @DoubleRange(min = 0, max = 100) double error,
            @ForAll @IntRange(max = 10) int invalid,
            @ForAll Comparison comparison) {
        Threshold threshold = ThresholdParser.parse("ttft:avg" + comparison + "50");
        MeterSeconds meter = new MeterSeconds(10, 10 - invalid, invalid);

        ThresholdResult result = ThresholdJudge.judge(threshold, duration(value, everything, error), meter);

        if (result.passed()) {
            assertThat(threshold.holds(value) && threshold.holds(everything)).isTrue();
            assertThat(invalid).isLessThanOrEqualTo(5);
        }
        assertThat(result.status() == Status.FAILED).isEqualTo(!threshold.holds(value));
    }

    private static Status judge(String threshold, Reading reading, MeterSeconds meter) {
        return ThresholdJudge.judge(ThresholdParser.parse(threshold), reading, meter)
                .status();
    }

    private static Reading duration(double healthy, double all, double error) {
        return new Reading(healthy, null, all, error);
    }
}
