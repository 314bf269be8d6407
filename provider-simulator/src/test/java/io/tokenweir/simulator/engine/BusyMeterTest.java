package io.tokenweir.simulator.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BusyMeterTest {
    private static final long MILLI = 1_000_000;
    private final BusyMeter meter = new BusyMeter();

    @Test
    void isTheShareOfTheLastSecondInWhichSomethingRan() {
        meter.begin(0);
        meter.end(400 * MILLI);
        meter.begin(900 * MILLI);

        assertThat(meter.share(1_000 * MILLI)).isCloseTo(0.5, within(1e-9));
        assertThat(meter.share(1_500 * MILLI)).isCloseTo(0.6, within(1e-9));
        assertThat(meter.share(3_000 * MILLI)).isCloseTo(1, within(1e-9));
        assertThat(meter.totalNanos(3_000 * MILLI)).isEqualTo(2_500 * MILLI);
    }

    @Test
    void isNothingAfterASecondWithoutWork() {
        meter.begin(0);
        meter.end(500 * MILLI);

        assertThat(meter.share(1_700 * MILLI)).isZero();
        assertThat(meter.share(100_000 * MILLI)).isZero();
    }
}
