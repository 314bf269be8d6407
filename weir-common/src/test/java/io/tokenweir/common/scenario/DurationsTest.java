package io.tokenweir.common.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({"250ms,250", "10s,10000", "1m30s,90000", "0.5s,500", "2h,7200000"})
    void readsDurationsAsPeopleWriteThem(String text, long millis) {
        assertThat(Durations.parse(text)).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void refusesANumberWithoutUnit() {
        assertThatThrownBy(() -> Durations.parse("10")).hasMessageContaining("'10' is no duration");
    }
}
