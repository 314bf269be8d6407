package io.tokenweir.common.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SpreadTest {
    @ParameterizedTest
    @EnumSource(Spread.class)
    void liesAroundItsMean(Spread spread) {
        double mean = LongStream.range(0, 50_000)
                .mapToDouble(number -> spread.factor(7, number))
                .average()
                .orElseThrow();
        assertThat(mean).isCloseTo(1, within(0.03));
    }

    @ParameterizedTest
    @EnumSource(Spread.class)
    void drawsTheSameForTheSameNumber(Spread spread) {
        assertThat(spread.factor(7, 3)).isEqualTo(spread.factor(7, 3));
    }

    @Test
    void refusesAConversationInAnOpenLoop() {
        assertThatThrownBy(() -> ScenarioReader.parse(
                        "a.yaml",
                        "name: a\ntarget: {model: m}\nscenarios:\n  main: {executor: constant-arrival-rate, rate: 1,"
                                + " duration: 1s, maxVUs: 1, maxTokens: 1, conversation: {turns: 2}}\n"))
                .hasMessageContaining("a 'conversation' needs a closed loop");
    }
}
