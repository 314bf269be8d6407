package io.tokenweir.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import io.tokenweir.events.Outcome;
import io.tokenweir.simulator.SimulatedProvider;
import io.tokenweir.simulator.SimulatorConfig;
import io.tokenweir.simulator.config.ChaosRule;
import io.tokenweir.simulator.config.ChaosRule.Kind;
import io.tokenweir.simulator.config.ModelConfig;

/** What the provider does on purpose gets the name that it has. Each virtual user's key meets a rule of its own. */
class ChaosOutcomesIT {
    private static final double FOR_EVER_MILLIS = 60_000;
    private final CollectedEvents events = new CollectedEvents();
    /** Longer than a busy machine holds up an answer that does come. */
    private static final Timeouts PATIENT =
            new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(6), Duration.ofSeconds(6), Duration.ofSeconds(20));

    private final List<ChaosRule> rules = new ArrayList<>();
    private final Map<String, Outcome> expected = new LinkedHashMap<>();

    @Test
    void eachKindOfChaosIsCalledByItsName() throws Exception {
        struck(Outcome.CLIENT_TIMEOUT, ChaosRule.of(Kind.STALL, FOR_EVER_MILLIS, 0, 0, 0));
        struck(Outcome.CLIENT_TIMEOUT, ChaosRule.of(Kind.STALL, FOR_EVER_MILLIS, 3, 0, 0));
        struck(Outcome.RESET, ChaosRule.of(Kind.RESET, 0, 0, 0, 0));
        struck(Outcome.TRUNCATED, ChaosRule.of(Kind.RESET, 0, 3, 0, 0));
        struck(Outcome.TRUNCATED, ChaosRule.of(Kind.TRUNCATE, 0, 3, 0, 0));
        struck(Outcome.TRUNCATED, ChaosRule.of(Kind.END_EARLY, 0, 3, 0, 0));
        struck(Outcome.SERVER_ERROR, ChaosRule.of(Kind.ERROR, 0, 0, 500, 0));
        struck(Outcome.OVERLOAD, ChaosRule.of(Kind.ERROR, 0, 0, 503, 0));
        struck(Outcome.GATEWAY, ChaosRule.of(Kind.EDGE_ERROR, 0, 0, 502, 0));
        struck(Outcome.STREAM_ERROR, ChaosRule.of(Kind.STREAM_ERROR, 0, 3, 0, 0));
        struck(Outcome.OK, ChaosRule.of(Kind.SLOW_HEADERS, 2, 0, 0, 40));
        struck(Outcome.OK, ChaosRule.of(Kind.WRONG_LENGTH, 0, 0, 0, 100));
        struck(Outcome.TRUNCATED, ChaosRule.of(Kind.WRONG_LENGTH, 0, 0, 0, -20));
        try (SimulatedProvider provider = SimulatedProvider.start(SimulatorConfig.builder()
                .model("big", ModelConfig.fixed("big", 1, 1))
                .chaos(rules)
                .build())) {
            String scenario = "scenarios:\n  main: {executor: per-vu-iterations, vus: " + rules.size()
                    + ", iterations: 1, maxTokens: 12}\n";
            Runs.run(Runs.plan(scenario, URI.create(provider.apiUrl()), rules.size(), events.output())
                    .withTimeouts(PATIENT));
        }

        Map<String, Outcome> outcomes = events.requests()
                .filter(event -> event.getAttemptEnded() != null)
                .collect(Collectors.toMap(
                        event -> event.getAccountId(),
                        event -> event.getAttemptEnded().getOutcome()));
        assertThat(outcomes).isEqualTo(expected);
    }

    private void struck(Outcome outcome, ChaosRule rule) {
        expected.put("acc-" + rules.size(), outcome);
        rules.add(rule.whom(null, null, "sk-sim-key-" + rules.size()));
    }
}
