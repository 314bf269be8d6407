package io.tokenweir.common.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class StudentTTest {

    @Test
    void hasTheQuantilesOfThePrintedTables() {
        assertThat(StudentT.quantile(0.975, 1)).isCloseTo(12.706, within(5e-4));
        assertThat(StudentT.quantile(0.975, 2)).isCloseTo(4.303, within(5e-4));
        assertThat(StudentT.quantile(0.975, 10)).isCloseTo(2.228, within(5e-4));
        assertThat(StudentT.quantile(0.95, 4)).isCloseTo(2.132, within(5e-4));
    }

    @Test
    void isTheNormalsWhenTheWidthIsKnown() {
        assertThat(StudentT.quantile(0.975, Double.POSITIVE_INFINITY)).isCloseTo(Confidence.Z, within(1e-5));
    }
}
