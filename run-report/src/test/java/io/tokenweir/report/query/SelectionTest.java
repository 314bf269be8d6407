package io.tokenweir.report.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.tokenweir.events.WindowResult;

class SelectionTest {
    private final WindowResult window = SyntheticWindow.of(5_000_000, "small", Map.of("OK", 7L));

    @Test
    void takesARecordForWhichEveryConditionHolds() {
        assertThat(takes(List.of("model=small", "windowSeconds=1", "window.requests.OK=7")))
                .isTrue();
        assertThat(takes(List.of("model=small", "windowSeconds=10"))).isFalse();
    }

    @Test
    void takesTheBeginningOfTheRangeOfTimeAndNotItsEnd() {
        assertThat(Selection.of(ResultTopic.METRICS, List.of(), 5_000_000, 5_000_001)
                        .takes(window))
                .isTrue();
        assertThat(Selection.of(ResultTopic.METRICS, List.of(), 0, 5_000_000).takes(window))
                .isFalse();
        assertThat(Selection.of(ResultTopic.METRICS, List.of(), 5_000_001, 9_000_000)
                        .takes(window))
                .isFalse();
    }

    @Test
    void saysHowAConditionIsWritten() {
        assertThatThrownBy(() -> takes(List.of("model"))).hasMessageContaining("write FIELD=VALUE");
    }

    private boolean takes(List<String> conditions) {
        return Selection.of(ResultTopic.METRICS, conditions, Long.MIN_VALUE, Long.MAX_VALUE)
                .takes(window);
    }
}
