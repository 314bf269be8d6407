package io.tokenweir.common.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class IncompleteBetaTest {

    @Test
    void isTheSumOfBinomialProbabilities() {
        for (int n : new int[] {1, 7, 60}) {
            for (int k = 1; k <= n; k++) {
                for (double q : new double[] {0.02, 0.5, 0.99}) {
                    assertThat(IncompleteBeta.of(q, k, n - k + 1))
                            .as("P(at least %d of %d), q = %s", k, n, q)
                            .isCloseTo(atLeast(k, n, q), within(1e-12));
                }
            }
        }
    }

    @Test
    void staysExactForAMillionTrials() {
        // normal approximation with continuity correction is good to 1e-4 here
        assertThat(IncompleteBeta.of(0.5, 500_981, 1e6 - 500_980)).isCloseTo(0.02495, within(1e-4));
    }

    @Test
    void endsAtNothingAndAll() {
        assertThat(IncompleteBeta.of(0, 2, 3)).isZero();
        assertThat(IncompleteBeta.of(1, 2, 3)).isOne();
    }

    private static double atLeast(int k, int n, double q) {
        double sum = 0;
        double term = Math.pow(1 - q, n);
        for (int i = 0; i <= n; i++) {
            sum += i >= k ? term : 0;
            term *= (double) (n - i) / (i + 1) * q / (1 - q);
        }
        return sum;
    }
}
