package io.tokenweir.load;

import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** By hand: {@code TruthCheck URL users seconds tokens loops}; prints TTFT percentiles to hold against a server's own log. */
final class TruthCheck {
    public static void main(String[] args) throws Exception {
        CollectedEvents events = new CollectedEvents();
        int users = Integer.parseInt(args[1]);
        String yaml = "scenarios:\n  main:\n    executor: ramping-vus\n    maxTokens: " + args[3]
                + "\n    startVUs: 1\n    gracefulStop: 5s\n    stages:\n      - {name: up, duration: 1460ms, target: "
                + (users + 1)
                + "}\n      - {name: hold, duration: " + args[2] + "s, target: " + (users + 1) + "}\n";
        LoadPlan plan = Runs.plan(yaml, URI.create(args[0]), users, events.output())
                .withTimeouts(Timeouts.DEFAULT)
                .withLoops(Integer.parseInt(args[4]));
        LoadPlan warm = new LoadPlan(
                plan.scenario(),
                plan.target(),
                plan.run(),
                plan.accounts(),
                plan.output(),
                plan.prices(),
                plan.timeouts(),
                plan.loops(),
                true);
        LoadResult result = LoadRun.start(warm).done().toCompletableFuture().get(300, TimeUnit.SECONDS);
        List<Long> ttft = events.attempts().stream()
                .map(a -> a.getTtftNanos())
                .filter(t -> t != null)
                .sorted()
                .toList();
        System.out.println(result);
        System.out.printf(
                "n %d TTFT p50 %.3f p99 %.3f max %.3f ms%n",
                ttft.size(),
                ttft.get(ttft.size() / 2) / 1e6,
                ttft.get((int) (ttft.size() * 0.99)) / 1e6,
                ttft.get(ttft.size() - 1) / 1e6);
        System.out.printf("tokens per CPU-second %.0f%n", result.counters().arrivals() / (result.cpuNanos() / 1e9));
        System.exit(0);
    }
}
