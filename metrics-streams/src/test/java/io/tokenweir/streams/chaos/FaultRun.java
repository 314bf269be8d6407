package io.tokenweir.streams.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.common.utils.Utils;
import org.awaitility.Awaitility;

import io.tokenweir.streams.MetricsStreamsConfig;

/**
 * Plays a plan: brings everything up, each part in a process of its own, sends load, injects the faults, ends the run and
 * reckons. What sleeps here is the schedule; whether the numbers are right does not depend on it.
 */
final class FaultRun {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration STAYS_EQUAL = Duration.ofSeconds(2);
    /** An instance of the topology that died and a generator that went silent are both given up sooner. */
    private static final Duration NOTHING_FOLLOWS = Duration.ofSeconds(45);

    private final Plan plan;
    private final Path folder;
    private final List<FaultReport.Injected> injected = new ArrayList<>();

    private FaultRun(Plan plan, Path folder) {
        this.plan = plan;
        this.folder = folder;
    }

    /** Leaves the data and the logs of every process in {@code target/faults}. */
    static FaultReport play(Plan plan) throws InterruptedException, IOException {
        Path folder = Path.of("target", "faults", plan.name().replace(' ', '-')).toAbsolutePath();
        Utils.delete(folder.toFile());
        Files.createDirectories(folder);
        return new FaultRun(plan, folder).play();
    }

    private FaultReport play() throws InterruptedException {
        try (Cluster cluster = new Cluster(folder);
                Fleet fleet = new Fleet(cluster.settings(), this::config, folder, plan.instances(), plan.standbys());
                ResultWatch results = new ResultWatch(cluster.settings())) {
            SentRecords sent;
            long endMicros;
            long crashes;
            try (Load load = new Load(cluster.settings(), folder, plan.rate())) {
                sent = load.sent();
                Awaitility.await().atMost(PATIENCE).until(() -> results.size() > 0);
                inject(new Injector(cluster, fleet, load));
                fleet.startTheDead();
                endMicros = System.currentTimeMillis() * 1000;
                crashes = load.crashes();
            }
            Reckoning reckoning = new RawTopics(cluster.settings(), sent).read();
            awaitSettled(results, reckoning);
            ResultComparison comparison = new ResultComparison(results.windows(), results.runs());
            List<String> differences = new ArrayList<>(reckoning.differences());
            differences.addAll(comparison.against(reckoning.oracle()));
            if (results.deadLetters() != reckoning.doubled()) {
                differences.add("%d dead letters, but %d records came a second time and all others were sound"
                        .formatted(results.deadLetters(), reckoning.doubled()));
            }
            boolean jumped = plan.faults().stream().anyMatch(fault -> fault.kind() == FaultKind.CLOCK_JUMP);
            differences.addAll(ClockStatement.differences(results.runs(), jumped));
            return new FaultReport(
                    plan,
                    List.copyOf(injected),
                    fleet.restarts(),
                    crashes,
                    reckoning,
                    results.deadLetters(),
                    comparison.late(),
                    comparison.corrections(),
                    new Flow(results.times()),
                    endMicros,
                    differences);
        }
    }

    private MetricsStreamsConfig config(Path state) {
        return MetricsStreamsConfig.defaults(state)
                .withThreads(plan.threads())
                .withInstanceTimeout(plan.instanceTimeout())
                .withExactlyOnce(plan.exactlyOnce())
                .withGroupProtocol(plan.protocol());
    }

    private void inject(Injector injector) throws InterruptedException {
        long beginMillis = System.currentTimeMillis();
        for (Fault fault : plan.faults()) {
            sleepUntil(beginMillis + fault.atMillis());
            long micros = System.currentTimeMillis() * 1000;
            String details = injector.inject(fault);
            injected.add(new FaultReport.Injected(micros - beginMillis * 1000, micros, fault.kind(), details));
        }
        sleepUntil(beginMillis + plan.seconds() * 1000L);
    }

    /** Waits until the results have become what the topics hold and stay so, or nothing follows any more. */
    private static void awaitSettled(ResultWatch results, Reckoning reckoning) {
        Stillness stillness = new Stillness(NOTHING_FOLLOWS);
        Awaitility.await()
                .pollInterval(Duration.ofSeconds(1))
                .during(STAYS_EQUAL)
                .atMost(PATIENCE)
                .until(() -> stillness.isReachedAt(results.size())
                        || results.deadLetters() == reckoning.doubled()
                                && new ResultComparison(results.windows(), results.runs())
                                        .against(reckoning.oracle())
                                        .isEmpty());
    }

    private static void sleepUntil(long millis) throws InterruptedException {
        Thread.sleep(Math.max(0, millis - System.currentTimeMillis()));
    }
}
