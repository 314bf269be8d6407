package io.tokenweir.streams;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.tokenweir.events.MeterHealth;
import io.tokenweir.events.Verdict;
import io.tokenweir.streams.Validity.Judgement;

class ValidityTest {
    private static final long MILLI = 1_000_000;

    @Test
    void aHealthyMeterGivesAValidWindow() {
        Judgement judgement = Validity.judge(FakeInstance.HEALTHY, 300 * MILLI);
        assertThat(judgement.verdict()).isEqualTo(Verdict.VALID);
        assertThat(judgement.sentences()).isEmpty();
        assertThat(judgement.errorBoundNanos()).isEqualTo(150_000);
    }

    @Test
    void exactlyTheBoundIsNotPastIt() {
        assertThat(verdict(5 * MILLI, 20 * MILLI, 5 * MILLI, 0)).isEqualTo(Verdict.SUSPECT);
        assertThat(verdict(5 * MILLI / 2, 10 * MILLI, 5 * MILLI / 2, 0)).isEqualTo(Verdict.VALID);
    }

    @Test
    void eachBoundAloneMakesAWindowInvalid() {
        assertThat(verdict(5 * MILLI + 1, 0, 0, 0)).isEqualTo(Verdict.INVALID);
        assertThat(verdict(0, 20 * MILLI + 1, 0, 0)).isEqualTo(Verdict.INVALID);
        assertThat(verdict(0, 0, 5 * MILLI + 1, 0)).isEqualTo(Verdict.INVALID);
        assertThat(verdict(0, 0, 0, 1)).isEqualTo(Verdict.INVALID);
    }

    @Test
    void theErrorBoundIsMeasuredAgainstTheTtftOfTheWindow() {
        MeterHealth health = health(MILLI, 0, 0, 0);
        assertThat(Validity.judge(health, 10 * MILLI).verdict()).isEqualTo(Verdict.INVALID);
        assertThat(Validity.judge(health, 30 * MILLI).verdict()).isEqualTo(Verdict.SUSPECT);
        assertThat(Validity.judge(health, 40 * MILLI).verdict()).isEqualTo(Verdict.VALID);
        assertThat(Validity.judge(health, null).verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void theReasonNamesTheFigureAndTheBound() {
        assertThat(Validity.judge(health(0, 200 * MILLI, 0, 0), null).sentences())
                .containsExactly("pause 200.000 ms > 20.000 ms");
    }

    @Test
    void withoutHealthNobodyKnows() {
        assertThat(Validity.judge(null, null).verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void aLongerWindowIsAsBadAsItsWorstSecondAndSaysHowMany() {
        OpenWindow ten = new OpenWindow();
        for (int second = 0; second < 10; second++) {
            MeterHealth health = second < 2 ? health(0, 200 * MILLI, 0, 0) : FakeInstance.HEALTHY;
            ten.roll(new OpenWindow(), new SecondNote(health, second, true), Validity.judge(health, null));
        }
        assertThat(ten.judgement().verdict()).isEqualTo(Verdict.INVALID);
        assertThat(ten.judgement().sentences()).containsExactly("pause in 2 of 10 seconds");
        assertThat(ten.judgement().errorBoundNanos()).isEqualTo(150_000);
        assertThat(ten.inFlight).isEqualTo(9);
    }

    private static Verdict verdict(long loopLag, long pause, long lateness, long lost) {
        return Validity.judge(health(loopLag, pause, lateness, lost), null).verdict();
    }

    private static MeterHealth health(long loopLag, long pause, long lateness, long lost) {
        return new MeterHealth(loopLag, loopLag, 0L, pause, lateness, lateness, 0L, lost);
    }
}
