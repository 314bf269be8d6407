package io.tokenweir.streams;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.specific.SpecificRecord;

import io.tokenweir.events.RequestEvent;
import io.tokenweir.events.TokenEvent;

/** Instances that crash without an end, come back in a new epoch, or jump an hour ahead and back, against {@link Oracle}. */
class TroubledInstancesPropertyTest {
    private static final long BEGIN = 1_700_000_003_000_000L;
    private static final long SECOND = 1_000_000;
    private static final long HOUR = 3_600 * SECOND;
    private static final int SECONDS = 20;

    @Property(tries = 2)
    void noSumDependsOnWhoCrashedOrWhoseClockJumped(@ForAll long seed) {
        Scene scene = new Scene(new Random(seed));
        scene.play();
        scene.giveUpTheSilent();
        ResultCheck.equal(scene.stages.windows, scene.stages.runs, scene.oracle);
    }

    private static final class Scene {
        final Oracle oracle = new Oracle();
        final TwoStages stages;
        private final Random random;
        private final int partitions;
        private final List<ArrayDeque<Runnable>> logs = new ArrayList<>();

        Scene(Random random) {
            this.random = random;
            partitions = 1 + random.nextInt(2);
            stages = new TwoStages(partitions, 1 + random.nextInt(2));
            int ahead = random.nextInt(SECONDS);
            int back = ahead + random.nextInt(SECONDS);
            int crash = random.nextInt(SECONDS);
            for (int p = 0; p < partitions; p++) {
                logs.add(new ArrayDeque<>());
                logs.add(new ArrayDeque<>());
                FakeInstance steady = new FakeInstance("run", "steady", p);
                FakeInstance jumping = new FakeInstance("run", "jumping", p);
                FakeInstance crashing = new FakeInstance("run", "crashing", p);
                FakeInstance reborn = new FakeInstance("run", "crashing", 2, p);
                for (FakeInstance fake : List.of(steady, jumping, crashing)) {
                    tick(p, fake, BEGIN, 0);
                }
                for (int s = 0; s < SECONDS; s++) {
                    second(p, steady, BEGIN + s * SECOND, s + 1);
                    second(p, jumping, BEGIN + s * SECOND + (s >= ahead && s < back ? HOUR : 0), s + 1);
                    second(p, s < crash ? crashing : reborn, BEGIN + s * SECOND, s < crash ? s + 1 : s + 1 - crash);
                }
                for (FakeInstance fake : List.of(steady, jumping, reborn)) {
                    end(p, fake);
                }
            }
        }

        void play() {
            while (logs.stream().anyMatch(log -> !log.isEmpty())) {
                ArrayDeque<Runnable> log = logs.get(random.nextInt(logs.size()));
                for (int n = 1 + random.nextInt(20); n > 0 && !log.isEmpty(); n--) {
                    log.poll().run();
                }
                if (random.nextInt(10) == 0) {
                    stages.deliverAll();
                    stages.restartFirst(random.nextInt(partitions));
                    stages.restartSecond(0);
                }
            }
        }

        void giveUpTheSilent() {
            for (long millis = 0; millis <= TwoStages.INSTANCE_TIMEOUT.toMillis() + 2_000; millis += 1_000) {
                stages.sweep(millis);
            }
            stages.deliverAll();
        }

        private void second(int p, FakeInstance fake, long begin, long offered) {
            for (int n = random.nextInt(4); n > 0; n--) {
                SpecificRecord event = fake.any(begin + random.nextInt((int) SECOND), random);
                long hash = random.nextLong();
                if (event instanceof RequestEvent request) {
                    oracle.request(request, hash);
                    log(p, true).add(() -> stages.request(p, request, hash));
                } else {
                    TokenEvent tokens = (TokenEvent) event;
                    oracle.tokens(tokens, hash);
                    log(p, false).add(() -> stages.tokens(p, tokens, hash));
                }
            }
            tick(p, fake, begin + SECOND, offered);
        }

        private void tick(int p, FakeInstance fake, long boundary, long offered) {
            RequestEvent request = fake.requestTick(boundary, offered, 1, FakeInstance.HEALTHY);
            TokenEvent tokens = fake.tokenTick(boundary);
            if (offered > 0) {
                oracle.offered("run", boundary, 1);
            }
            log(p, true).add(() -> stages.request(p, request, 0));
            log(p, false).add(() -> stages.tokens(p, tokens, 0));
        }

        private void end(int p, FakeInstance fake) {
            RequestEvent request = fake.requestEnd(BEGIN);
            TokenEvent tokens = fake.tokenEnd(BEGIN);
            log(p, true).add(() -> stages.request(p, request, 0));
            log(p, false).add(() -> stages.tokens(p, tokens, 0));
        }

        private ArrayDeque<Runnable> log(int partition, boolean ofRequests) {
            return logs.get(2 * partition + (ofRequests ? 0 : 1));
        }
    }
}
