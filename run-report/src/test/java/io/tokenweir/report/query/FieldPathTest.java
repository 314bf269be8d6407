package io.tokenweir.report.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;

import org.junit.jupiter.api.Test;

import io.tokenweir.events.WindowResult;

class FieldPathTest {
    private final WindowResult window = SyntheticWindow.of(1_000_000, "small", Map.of("OK", 7L, "v1.5", 2L));

    @Test
    void findsAFieldThroughRecordsOfRecords() {
        assertThat(valueOf("window.ttft.p50Nanos"))
                .isEqualTo(window.getWindow().getTtft().getP50Nanos());
    }

    @Test
    void findsTheKeyOfAMapAlsoWithADotInIt() {
        assertThat(valueOf("window.requests.OK")).isEqualTo(7L);
        assertThat(valueOf("window.requests.v1.5")).isEqualTo(2L);
    }

    @Test
    void takesTheBareNameOfADimension() {
        assertThat(valueOf("model")).isEqualTo("small");
    }

    @Test
    void hasNothingWhereARecordOnTheWayIsMissing() {
        assertThat(valueOf("health.loopLagP99Nanos")).isNull();
        assertThat(valueOf("window.requests.SHED")).isNull();
    }

    @Test
    void saysWhichFieldWasProbablyMeant() {
        assertThatThrownBy(() -> FieldPath.parse("window.ttft.p99Nano", WindowResult.SCHEMA$))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There is no field 'p99Nano' (in 'window.ttft.p99Nano'); did you mean 'p99Nanos'?");
    }

    @Test
    void saysThatAValueHasNoFields() {
        assertThatThrownBy(() -> FieldPath.parse("windowSeconds.x", WindowResult.SCHEMA$))
                .hasMessageContaining("what stands before it is a value");
    }

    private Object valueOf(String path) {
        return FieldPath.parse(path, WindowResult.SCHEMA$).of(window);
    }
}
