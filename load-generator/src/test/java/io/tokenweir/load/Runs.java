package io.tokenweir.load;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.tokenweir.common.run.RunIdentity;
import io.tokenweir.common.scenario.ScenarioReader;
import io.tokenweir.load.account.KeyedAccount;

/** Runs scenarios in tests. */
final class Runs {
    static final Timeouts SHORT =
            new Timeouts(Duration.ofSeconds(1), Duration.ofMillis(400), Duration.ofMillis(400), Duration.ofSeconds(3));

    private Runs() {}

    static LoadPlan plan(String yaml, URI target, int accounts, KafkaOutput output) {
        List<KeyedAccount> keys = IntStream.range(0, accounts)
                .mapToObj(i -> new KeyedAccount("acc-" + i, "sk-sim-key-" + i))
                .toList();
        return plan(yaml, target, keys, output);
    }

    static LoadPlan plan(String yaml, URI target, List<KeyedAccount> keys, KafkaOutput output) {
        String file = "name: test\ntarget:\n  model: big\n  url: " + target + "\n" + yaml;
        return LoadPlan.of(
                        ScenarioReader.parse("test.yaml", file),
                        new RunIdentity("run-1", 0, "gen-1", 1_700_000_000_000L),
                        keys,
                        output)
                .withTimeouts(SHORT)
                .withoutWarmUp();
    }

    static LoadResult run(LoadPlan plan) throws Exception {
        return LoadRun.start(plan).done().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }
}
