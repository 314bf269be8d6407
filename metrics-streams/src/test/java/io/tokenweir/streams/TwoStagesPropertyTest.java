package io.tokenweir.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import io.tokenweir.events.EventHeader;
import io.tokenweir.events.Outcome;
import io.tokenweir.events.RequestEvent;
import io.tokenweir.events.RunResult;
import io.tokenweir.events.TokenEvent;

/** Random runs of random instances over random partitions, against {@link Oracle}. */
class TwoStagesPropertyTest {
    private static final long BEGIN = 1_700_000_003_000_000L;
    private static final long SECOND = 1_000_000;
    private static final String[] MODELS = {"small", "large"};
    private static final Outcome[] OUTCOMES = {Outcome.OK, Outcome.RATE_REQUESTS};

    @Property(tries = 25)
    void everyWindowSizeAndTheRunResultEqualTheOracle(@ForAll long seed) {
        Scene scene = new Scene(new Random(seed), true);
        scene.play();
        ResultCheck.equal(scene.stages.windows, scene.stages.runs, scene.oracle);
        ResultCheck.keysOfRunEqual(scene.stages.runs, scene.oracle);
    }

    @Property(tries = 12)
    void nothingIsCorrectedWhenNothingIsLate(@ForAll long seed) {
        Scene scene = new Scene(new Random(seed), false);
        scene.play();
        ResultCheck.equal(scene.stages.windows, scene.stages.runs, scene.oracle);
        ResultCheck.keysOfRunEqual(scene.stages.runs, scene.oracle);
        ResultCheck.keysOfWindowsEqual(scene.stages.windows, scene.oracle);
        assertThat(scene.stages.windows.stream().filter(row -> row.getRevision() > 0))
                .isEmpty();
        assertThat(scene.stages.runs)
                .allMatch(RunResult::getComplete)
                .allMatch(run -> run.getTotals().getLateRecords() == 0)
                .extracting(RunResult::getSeries)
                .doesNotHaveDuplicates();
    }

    @Property(tries = 5)
    void nothingIsRememberedForEver(@ForAll long seed) {
        Scene scene = new Scene(new Random(seed), true);
        scene.play();
        for (long millis = 0; millis <= 2 * TwoStages.LINGER.toMillis(); millis += 1000) {
            scene.stages.sweep(millis);
            scene.stages.deliverAll();
        }
        assertThat(scene.stages.stateSize()).isZero();
        assertThat(scene.stages.durableSize()).isZero();
    }

    /** One run: what every instance sends on every partition and topic, in its order, read in any interleaving. */
    private static final class Scene {
        final Oracle oracle = new Oracle();
        final TwoStages stages;
        private final Random random;
        private final boolean withLate;
        private final int inputPartitions;
        private final int resultPartitions;
        private final List<ArrayDeque<Runnable>> logs = new ArrayList<>();
        private final List<Runnable> heldBack = new ArrayList<>();

        Scene(Random random, boolean withLate) {
            this.random = random;
            this.withLate = withLate;
            inputPartitions = 1 + random.nextInt(3);
            resultPartitions = 1 + random.nextInt(3);
            stages = new TwoStages(inputPartitions, resultPartitions);
            int instances = 1 + random.nextInt(2);
            int seconds = 1 + random.nextInt(75);
            for (int partition = 0; partition < inputPartitions; partition++) {
                ArrayDeque<Runnable> requests = new ArrayDeque<>();
                ArrayDeque<Runnable> tokens = new ArrayDeque<>();
                FakeInstance[] fakes = new FakeInstance[instances];
                for (int i = 0; i < instances; i++) {
                    fakes[i] = new FakeInstance("run", "i" + i, partition);
                    // an instance makes itself known with its first record; nobody may close a second before that
                    tick(partition, fakes[i], requests, tokens, 0, 0);
                }
                for (int second = 0; second < seconds; second++) {
                    for (FakeInstance fake : fakes) {
                        send(partition, fake, requests, tokens, second);
                        tick(partition, fake, requests, tokens, second + 1, second + 1L);
                    }
                }
                for (FakeInstance fake : fakes) {
                    end(partition, fake, requests, tokens, BEGIN + seconds * SECOND);
                }
                logs.add(requests);
                logs.add(tokens);
            }
            beside(seconds);
        }

        /** A provisioner and a scraper, or one of them, or none; each for a time of its own. */
        private void beside(int seconds) {
            SideTraffic traffic = new SideTraffic(random, withLate, oracle, stages, BEGIN);
            boolean accounts = random.nextInt(3) > 0;
            boolean system = random.nextInt(3) > 0;
            int longer = 1 + random.nextInt(seconds + 20);
            for (int partition = 0; partition < inputPartitions; partition++) {
                if (accounts) {
                    logs.add(traffic.accounts(partition, 1 + seconds / 2));
                }
                if (system) {
                    logs.add(traffic.system(partition, longer));
                }
            }
        }

        private void send(int p, FakeInstance fake, ArrayDeque<Runnable> requests, ArrayDeque<Runnable> tokens, int s) {
            for (int n = random.nextInt(4); n > 0; n--) {
                long late = withLate && random.nextInt(10) == 0 ? random.nextInt(30) * SECOND : 0;
                long time = Math.max(BEGIN, BEGIN + s * SECOND - late) + random.nextInt((int) SECOND);
                String model = MODELS[random.nextInt(2)];
                Outcome outcome = OUTCOMES[random.nextInt(2)];
                long duration = random.nextInt(2_000_000_000);
                switch (random.nextInt(6)) {
                    case 0 -> request(p, requests, fake.started(time, model));
                    case 1 -> request(p, requests, fake.attemptEnded(time, model, outcome, duration));
                    case 2 -> request(p, requests, fake.ended(time, model, outcome, duration));
                    case 3 -> request(p, requests, fake.decision(time, model));
                    case 4 -> token(p, tokens, fake.chunk(time, model, 0, duration / 1000, 0, 20_000));
                    default -> token(p, tokens, fake.chunk(time, model, 7, random.nextInt(90_000)));
                }
            }
        }

        private void request(int p, ArrayDeque<Runnable> log, RequestEvent event) {
            long hash = random.nextLong();
            disturb(() -> {
                boolean fresh = oracle.sequence(logOf(p, event.getHeader(), "requests"), event.getHeader(), false);
                if (fresh) {
                    oracle.request(event, hash);
                }
                log.add(() -> check(fresh, stages.request(p, event, hash, 0)));
            });
        }

        private void token(int p, ArrayDeque<Runnable> log, TokenEvent event) {
            long hash = random.nextLong();
            disturb(() -> {
                boolean fresh = oracle.sequence(logOf(p, event.getHeader(), "tokens"), event.getHeader(), false);
                if (fresh) {
                    oracle.tokens(event, hash);
                }
                log.add(() -> check(fresh, stages.tokens(p, event, hash, 0)));
            });
        }

        /** Most records come as they were made; some never, some twice, some after those that were made later. */
        private void disturb(Runnable append) {
            switch (random.nextInt(30)) {
                case 0 -> {
                    // its number is a hole
                }
                case 1 -> {
                    append.run();
                    append.run();
                }
                case 2 -> heldBack.add(append);
                default -> append.run();
            }
        }

        private static String logOf(int partition, EventHeader header, String topic) {
            return topic + partition + header.getInstance();
        }

        private static void check(boolean fresh, String problem) {
            if (fresh) {
                assertThat(problem).isNull();
            } else {
                assertThat(problem).contains("the record came twice");
            }
        }

        private void tick(
                int p, FakeInstance fake, ArrayDeque<Runnable> requests, ArrayDeque<Runnable> tokens, int s, long sum) {
            heldBack.forEach(Runnable::run);
            heldBack.clear();
            long boundary = BEGIN + s * SECOND;
            long append = boundary + random.nextInt(300_000) - 10_000;
            RequestEvent request = fake.requestTick(boundary, sum, 1, FakeInstance.HEALTHY);
            TokenEvent token = fake.tokenTick(boundary);
            if (sum > 0) {
                oracle.offered("run", boundary, 1);
            }
            for (EventHeader header : List.of(request.getHeader(), token.getHeader())) {
                oracle.sequence(logOf(p, header, header == request.getHeader() ? "requests" : "tokens"), header, true);
                if (s > 0) {
                    oracle.tick("run", boundary, append - boundary);
                }
            }
            requests.add(() -> check(true, stages.request(p, request, 0, append)));
            tokens.add(() -> check(true, stages.tokens(p, token, 0, append)));
        }

        private void end(
                int p, FakeInstance fake, ArrayDeque<Runnable> requests, ArrayDeque<Runnable> tokens, long time) {
            RequestEvent request = fake.requestEnd(time);
            TokenEvent token = fake.tokenEnd(time);
            oracle.sequence(logOf(p, request.getHeader(), "requests"), request.getHeader(), true);
            oracle.sequence(logOf(p, token.getHeader(), "tokens"), token.getHeader(), true);
            requests.add(() -> check(true, stages.request(p, request, 0, time)));
            tokens.add(() -> check(true, stages.tokens(p, token, 0, time)));
        }

        void play() {
            List<ArrayDeque<Runnable>> left = new ArrayList<>(logs);
            while (!left.isEmpty()) {
                ArrayDeque<Runnable> log = left.get(random.nextInt(left.size()));
                for (int n = 1 + random.nextInt(20); n > 0 && !log.isEmpty(); n--) {
                    log.poll().run();
                }
                if (log.isEmpty()) {
                    left.remove(log);
                }
                for (int n = random.nextInt(10); n > 0; n--) {
                    stages.deliver(random.nextInt(inputPartitions), random.nextInt(resultPartitions));
                }
                if (random.nextInt(20) == 0) {
                    stages.restartFirst(random.nextInt(inputPartitions));
                    stages.restartSecond(random.nextInt(resultPartitions));
                }
            }
            stages.sweep(0);
            stages.deliverAll();
        }
    }
}
