package io.tokenweir.common.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LengthSpecTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200|200|200|200",
                "{distribution: uniform, min: 1, max: 100}|1|50|100",
                "{distribution: normal, mean: 200, stdDev: 40}|107|200|293",
                "{distribution: normal, mean: 200, stdDev: 40, min: 150, max: 210}|150|200|210",
                "{distribution: lognormal, p50: 200, p99: 2000}|20|200|2000",
                "{distribution: lognormal, p50: 200, p99: 2000, max: 1500}|20|200|1500"
            })
    void hasThePercentilesThatWereAskedFor(String yaml, int p1, int p50, int p99) throws Exception {
        LengthSpec length = read(yaml);
        assertThat(length.quantile(0.01)).isCloseTo(p1, within(1));
        assertThat(length.quantile(0.5)).isCloseTo(p50, within(1));
        assertThat(length.quantile(0.99)).isCloseTo(p99, within(1));
        assertThat(length.typical()).isCloseTo(p50, within(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{distribution: pareto}|unknown distribution 'pareto'",
                "{distribution: lognormal, p50: 200}|needs a number 'p99'",
                "{distribution: lognormal, p50: 200, p99: 100}|'p99' not below it",
                "{distribution: uniform, min: 5, max: 4}|1 <= min <= max",
                "{distribution: uniform, min: 5, max: 9, mean: 7}|unknown key 'mean'",
                "many|a whole number of tokens"
            })
    void saysWhatIsWrong(String yaml, String sentence) {
        assertThatThrownBy(() -> read(yaml))
                .isInstanceOf(JsonMappingException.class)
                .hasRootCauseInstanceOf(IllegalArgumentException.class)
                .hasStackTraceContaining(sentence);
    }

    @Test
    void isOneOfSeveralWaysToSayWhatIsAsked() {
        assertThatThrownBy(() -> new PromptSpec(LengthSpec.constant(5), null, "a.txt", null, null, null, null))
                .hasMessageContaining("one of 'tokens', 'texts', 'template' and 'file'");
        assertThatThrownBy(() -> new PromptSpec(null, null, null, "t", null, null, null))
                .hasMessageContaining("belong together");
    }

    private static LengthSpec read(String yaml) throws Exception {
        return new YAMLMapper().readValue(yaml, LengthSpec.class);
    }
}
