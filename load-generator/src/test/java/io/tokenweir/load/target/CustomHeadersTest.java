package io.tokenweir.load.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CustomHeadersTest {
    @Test
    void fillsInVariables() {
        assertThat(CustomHeaders.resolve(Map.of("X-Key", "a ${K_1} $b ${"), Map.of("K_1", "v$1")))
                .containsExactly(Map.entry("X-Key", "a v$1 $b ${"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X-Key|${MISSING}|MISSING, which is not set",
                "traceparent|x|set by the load generator itself",
                "Content-Length|9|set by the load generator itself",
                "Authorization|Bearer literal-value|write ${NAME}",
                "X Key|v|no name of a header",
                "X-Key|${BROKEN}|control character"
            })
    void refusesWithASentenceThatShowsNoValue(String name, String value, String sentence) {
        assertThatThrownBy(() -> CustomHeaders.resolve(Map.of(name, value), Map.of("BROKEN", "hidden\r\nX: y")))
                .hasMessageContaining(sentence)
                .hasMessageNotContaining("hidden")
                .hasMessageNotContaining("literal-value");
    }

    @Test
    void replacesAHeaderWhateverItsCase() {
        Map<String, String> headers = new LinkedHashMap<>(Map.of("Authorization", "a"));
        CustomHeaders.overlay(headers, Map.of("authorization", "b"));
        assertThat(headers).containsExactly(Map.entry("authorization", "b"));
    }
}
