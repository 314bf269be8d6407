package io.tokenweir.common.stats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuantileRanksTest {

    @Test
    void encloseTheMedianOfAHundredValuesBetweenTheFortiethAndTheSixtyFirst() {
        assertThat(QuantileRanks.of(100, 0.5, 100)).isEqualTo(new QuantileRanks(40, 61));
    }

    @Test
    void keepTheirLevelForEveryNumberOfIndependentValues() {
        for (int n = 10; n <= 400; n += 13) {
            for (double q : new double[] {0.5, 0.9, 0.99}) {
                QuantileRanks ranks = QuantileRanks.of(n, q, n);
                double below = ranks.low() == 0 ? 0 : 1 - IncompleteBeta.of(q, ranks.low(), n - ranks.low() + 1);
                double above = ranks.high() == 0 ? 0 : IncompleteBeta.of(q, ranks.high(), n - ranks.high() + 1);
                assertThat(below).as("n %d, q %s", n, q).isLessThanOrEqualTo(0.025 + 1e-6);
                assertThat(above).as("n %d, q %s", n, q).isLessThanOrEqualTo(0.025 + 1e-6);
            }
        }
    }

    @Test
    void haveNoUpperBoundWhereTheLargestValueIsOftenBelowTheQuantile() {
        assertThat(QuantileRanks.of(367, 0.99, 367).high()).isZero();
        assertThat(QuantileRanks.of(368, 0.99, 368).high()).isEqualTo(368);
    }

    @Test
    void lieFurtherApartWhenTheValuesAreWorthFewer() {
        QuantileRanks alone = QuantileRanks.of(10_000, 0.9, 10_000);
        QuantileRanks together = QuantileRanks.of(10_000, 0.9, 100);

        assertThat(alone).isEqualTo(new QuantileRanks(8_941, 9_059));
        assertThat(QuantileRanks.of(100, 0.9, 100)).isEqualTo(new QuantileRanks(84, 96));
        assertThat(together.low()).isBetween(8_350L, 8_400L);
        assertThat(together.high()).isBetween(9_500L, 9_600L);
    }
}
