package io.tokenweir.common.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SystemRulesTest {
    private static final String SCENARIO = """
            name: steady
            target: {model: m}
            scenarios:
              steady: {executor: constant-arrival-rate, rate: 10, duration: 1m, maxVUs: 10, maxTokens: 16}
            system:
              - {source: gpu-0, url: http://127.0.0.1:9400/metrics, accelerators: 8, acceleratorHourPrice: 2.50}
              - {source: node, url: http://127.0.0.1:9100/metrics, labels: {job: node}}
            """;

    @Test
    void aScenarioNamesItsSources() {
        assertThat(ScenarioReader.parse("f", SCENARIO).system())
                .containsExactly(
                        new SystemSpec("gpu-0", "http://127.0.0.1:9400/metrics", 8, new BigDecimal("2.50"), Map.of()),
                        new SystemSpec(
                                "node", "http://127.0.0.1:9100/metrics", 0, BigDecimal.ZERO, Map.of("job", "node")));
    }

    @Test
    void aScenarioWithoutTheSectionHasNoSources() {
        assertThat(ScenarioReader.parse("f", SCENARIO.substring(0, SCENARIO.indexOf("system:")))
                        .system())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "source: node | source: gpu-0 | two sources are named 'gpu-0'",
                "source: node | source: 'a b' | each entry needs a 'source' of up to 64 letters",
                "url: http://127.0.0.1:9100/metrics | url: 127.0.0.1:9100 | source 'node' needs a 'url' such as",
                "accelerators: 8 | accelerators: -1 | source 'gpu-0' has 0 to 100000 'accelerators', not -1",
                "accelerators: 8, | labels: {}, | source 'gpu-0' has an 'acceleratorHourPrice'; say how many",
                "acceleratorHourPrice: 2.50 | acceleratorHourPrice: -1 | from 0 to 10000"
            })
    void whatCannotBeMeantIsOneSentence(String right, String wrong, String sentence) {
        assertThatThrownBy(() -> ScenarioReader.parse("f", SCENARIO.replace(right, wrong)))
                .isInstanceOf(ScenarioException.class)
                .hasMessageStartingWith("f: in 'system', ")
                .hasMessageContaining(sentence);
    }
}
