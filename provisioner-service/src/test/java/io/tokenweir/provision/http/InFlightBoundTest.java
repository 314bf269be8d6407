package io.tokenweir.provision.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InFlightBoundTest {
    private static final long MILLI = 1_000_000;

    private final InFlightBound bound = new InFlightBound();

    private void answered(int times, long millis) {
        for (int i = 0; i < times; i++) {
            bound.answered(millis * MILLI);
        }
    }

    @Test
    void isWhatTheRateNeedsForATenthOfASecondAtLeast() {
        answered(10, 2);

        assertThat(bound.at(5)).isEqualTo(2);
        assertThat(bound.at(100)).isEqualTo(10);
    }

    @Test
    void growsWhereAnswersTakeLongSoThatTheRateCanBeHad() {
        answered(200, 800);

        assertThat(bound.at(10)).isEqualTo(24);
    }

    @Test
    void doesNotTakeAStallForTheUsualTime() {
        answered(10, 2);
        answered(3, 5_000);

        assertThat(bound.at(5)).isEqualTo(2);
    }

    @Test
    void shrinksAtOnceWhenAnswersAreQuickAgain() {
        answered(200, 800);
        answered(1, 2);

        assertThat(bound.at(10)).isEqualTo(2);
    }
}
