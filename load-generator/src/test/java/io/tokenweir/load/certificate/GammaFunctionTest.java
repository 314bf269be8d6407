package io.tokenweir.load.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;

class GammaFunctionTest {
    @Test
    void isOneMinusTheExponentialAtShapeOne() {
        for (double x : new double[] {1e-9, 0.1, 1, 1.999, 2.001, 10, 40}) {
            assertThat(GammaFunction.lowerRegularised(1, x)).isCloseTo(-Math.expm1(-x), offset(1e-13));
        }
    }

    @Test
    void isThePoissonTailAtWholeShapes() {
        // P(5, 3) = 1 - e^-3 (1 + 3 + 9/2 + 27/6 + 81/24)
        assertThat(GammaFunction.lowerRegularised(5, 3))
                .isCloseTo(1 - Math.exp(-3) * (1 + 3 + 4.5 + 4.5 + 3.375), offset(1e-13));
    }

    @Test
    void isTheErrorFunctionAtShapeOneHalf() {
        // erf(1) = 0.8427007929497149
        assertThat(GammaFunction.lowerRegularised(0.5, 1)).isCloseTo(0.8427007929497149, offset(1e-13));
    }

    @Test
    void isHalfNearTheMedianOfALargeShape() {
        assertThat(GammaFunction.lowerRegularised(10_000, 10_000 - 1.0 / 3)).isCloseTo(0.5, offset(1e-5));
    }

    @Test
    void knowsTheFactorials() {
        assertThat(GammaFunction.logGamma(11)).isCloseTo(Math.log(3_628_800), offset(1e-12));
    }
}
