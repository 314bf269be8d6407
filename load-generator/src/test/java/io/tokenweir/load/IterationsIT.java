package io.tokenweir.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

class IterationsIT {
    private final CollectedEvents events = new CollectedEvents();

    @Test
    void sharesExactlyTheIterationsAskedFor() throws Exception {
        LoadResult result = run("executor: shared-iterations, vus: 5, iterations: 33");
        assertThat(result.counters().started()).isEqualTo(33);
        assertThat(result.counters().dropped()).isZero();
        assertThat(byUser().size()).isBetween(1, 5);
    }

    @Test
    void givesEveryUserItsOwnIterations() throws Exception {
        run("executor: per-vu-iterations, vus: 4, iterations: 6");
        assertThat(byUser()).containsOnly(Map.entry(0, 6L), Map.entry(1, 6L), Map.entry(2, 6L), Map.entry(3, 6L));
    }

    @Test
    void beginsNothingAfterTheLongestTimeAllowed() throws Exception {
        LoadResult result = run("executor: shared-iterations, vus: 1, iterations: 100000, maxDuration: 300ms");
        assertThat(result.counters().started()).isBetween(1L, 99_999L);
        assertThat(result.counters().ended()).isEqualTo(result.counters().started());
        assertThat(result.stopReason()).isNull();
    }

    private LoadResult run(String executor) throws Exception {
        String yaml = "scenarios:\n  main: {" + executor + ", maxTokens: 4}\n";
        try (ScriptedServer server = new ScriptedServer(
                (n, head, body, out, socket) -> ScriptedServer.write(out, ScriptedServer.stream(4)))) {
            return Runs.run(Runs.plan(yaml, server.url(), 5, events.output()).withLoops(2));
        }
    }

    private Map<Integer, Long> byUser() {
        return events.requests()
                .filter(event -> event.getStarted() != null)
                .map(event -> event.getStarted().getVirtualUser())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }
}
