package io.tokenweir.report.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MoverTest {
    private static final double MANY = Double.POSITIVE_INFINITY;
    private static final double Z = 1.959963984540054;

    @Test
    void givesNewcombesIntervalForHisOwnExample() {
        // R. Newcombe 1998, table II (a): 56/70 against 48/80, method 10
        Interval interval = Mover.difference(wilson(48, 80), wilson(56, 70));

        assertThat(interval.low()).isCloseTo(0.0524, within(5e-5));
        assertThat(interval.high()).isCloseTo(0.3339, within(5e-5));
    }

    @Test
    void isWelchsTestForSymmetricIntervalsOfFewRuns() {
        // standard errors 1 and 2 with 2 and 4 degrees: 25 / (1/2 + 16/4) = 5.556 degrees, t = 2.495
        Interval interval = Mover.difference(symmetric(10, 1 * 4.302653, 2), symmetric(20, 2 * 2.776445, 4));

        double half = 2.4954 * Math.sqrt(5);
        assertThat(interval.low()).isCloseTo(10 - half, within(1e-2));
        assertThat(interval.high()).isCloseTo(10 + half, within(1e-2));
    }

    @Test
    void takesFromEachSideTheArmThatPointsThere() {
        Interval interval = Mover.difference(figure(10, 7.0, 14.0, MANY), figure(30, 27.0, 42.0, MANY));

        assertThat(interval).isEqualTo(new Interval(20 - 5.0, 20 + Math.sqrt(153)));
    }

    @Test
    void ofARatioIsThatOfLogarithms() {
        double fold = Math.exp(0.3);
        Interval interval = Mover.ratio(figure(10, 10 / fold, 10 * fold, MANY), figure(20, 20 / fold, 20 * fold, MANY));

        assertThat(interval.low()).isCloseTo(2 * Math.exp(-0.3 * Math.sqrt(2)), within(1e-9));
        assertThat(interval.high()).isCloseTo(2 * Math.exp(0.3 * Math.sqrt(2)), within(1e-9));
    }

    @Test
    void staysOpenToTheSideOnWhichOneOfThemIsOpen() {
        Interval interval = Mover.difference(figure(10, 9.0, 11.0, MANY), figure(30, 28.0, null, MANY));

        assertThat(interval.low()).isNotNull();
        assertThat(interval.high()).isNull();
    }

    @Test
    void ofARatioIsOpenWhereTheLowerOneMayBeZero() {
        Interval interval = Mover.ratio(figure(10, 0.0, 20.0, MANY), figure(30, 28.0, 32.0, MANY));

        assertThat(interval.low()).isNotNull();
        assertThat(interval.high()).isNull();
    }

    @Test
    void isAPointWhereNothingScatters() {
        assertThat(Mover.difference(symmetric(20, 0, 4), symmetric(20, 0, 4))).isEqualTo(new Interval(0.0, 0.0));
    }

    private static Figure wilson(double count, double of) {
        double share = count / of;
        double z2 = Z * Z;
        double middle = (share + z2 / (2 * of)) / (1 + z2 / of);
        double half = Z * Math.sqrt(share * (1 - share) / of + z2 / (4 * of * of)) / (1 + z2 / of);
        return figure(share, middle - half, middle + half, MANY);
    }

    private static Figure symmetric(double value, double half, double degrees) {
        return figure(value, value - half, value + half, degrees);
    }

    private static Figure figure(double value, Double low, Double high, double degrees) {
        return new Figure(Sense.LATENCY, value, low, high, degrees, 0, null);
    }
}
