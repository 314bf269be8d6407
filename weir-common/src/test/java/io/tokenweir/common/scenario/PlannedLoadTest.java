package io.tokenweir.common.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PlannedLoadTest {
    private static final String RAMP = """
            name: ramp
            target: {model: m}
            scenarios:
              climb:
                executor: ramping-arrival-rate
                startRate: 10
                stages:
                  - {duration: 10s, target: 30}
                  - {duration: 5s, target: 0}
                maxVUs: 50
                prompt: {tokens: 100}
                maxTokens: 16
            prices:
              version: v
              currency: EUR
              models:
                m: {input: 2.00, output: 8.00}
            """;

    @Test
    void countsTheAreaUnderARampOfArrivals() {
        PlannedLoad planned = PlannedLoad.of(ScenarioReader.parse("ramp.yaml", RAMP));

        assertThat(planned).isEqualTo(new PlannedLoad(275, 27_500, 55_000_000_000L));
    }

    @Test
    void countsOneRequestOfEachUserOfAClosedLoop() {
        String users = RAMP.replace("ramping-arrival-rate", "ramping-vus");

        assertThat(PlannedLoad.of(ScenarioReader.parse("users.yaml", users)).requests())
                .isEqualTo(30);
    }

    @Test
    void refusesAScenarioWithMoreRequestsThanItsBudget() {
        assertThatThrownBy(() -> ScenarioReader.parse("ramp.yaml", RAMP + "budget: {requests: 274}\n"))
                .isInstanceOf(ScenarioException.class)
                .hasMessage("ramp.yaml: at least 275 requests would exceed its budget of 274 requests; "
                        + "offer less, or raise 'budget'.");
    }

    @Test
    void refusesAScenarioWhosePromptsAloneCostMoreThanItsBudget() {
        assertThatThrownBy(() -> ScenarioReader.parse("ramp.yaml", RAMP + "budget: {money: 0.05}\n"))
                .hasMessageContaining("prompts alone, at 0.055 EUR, would exceed its budget of 0.05 EUR");
    }

    @Test
    void acceptsALoadThatJustFits() {
        String exact = RAMP + "budget: {requests: 275, tokens: 27500, money: 0.055}\n";

        assertThat(ScenarioReader.parse("ramp.yaml", exact).budget().requests()).isEqualTo(275);
    }
}
