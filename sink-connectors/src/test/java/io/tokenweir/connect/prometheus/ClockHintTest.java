package io.tokenweir.connect.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClockHintTest {
    private static final long NOW = 1_700_000_000_000L;
    private static final long MINUTE = 60_000;

    @Test
    void saysThatAClockIsAhead() {
        assertThat(ClockHint.of(NOW + 20 * MINUTE, NOW))
                .contains("20 min ahead")
                .contains("NTP");
    }

    @Test
    void saysThatAClockIsBehindOrARowLate() {
        assertThat(ClockHint.of(NOW - 20 * MINUTE, NOW))
                .contains("20 min before")
                .contains("out_of_order_time_window");
    }

    @Test
    void saysNothingOfUsualTimes() {
        assertThat(ClockHint.of(NOW - MINUTE, NOW)).isEmpty();
    }
}
