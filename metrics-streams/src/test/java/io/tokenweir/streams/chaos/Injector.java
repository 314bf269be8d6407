package io.tokenweir.streams.chaos;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import io.tokenweir.streams.ChildJvm;
import io.tokenweir.streams.StreamsProcess;

/** Does what a schedule says, one fault after the other, and says what it did. One thread. */
final class Injector {
    private static final int STORM_ROUNDS = 4;
    private static final int LONGEST_WAIT_SECONDS = 20;

    private final Cluster cluster;
    private final Fleet fleet;
    private final Load load;
    private boolean jumped;

    Injector(Cluster cluster, Fleet fleet, Load load) {
        this.cluster = cluster;
        this.fleet = fleet;
        this.load = load;
    }

    /** Blocks as long as the fault lasts; answers with what was drawn. */
    String inject(Fault fault) throws InterruptedException {
        fleet.startTheDead();
        Random random = fault.random();
        return switch (fault.kind()) {
            case KILL -> kill(random);
            case DIE_BEFORE_COMMIT -> dieBeforeCommit(random);
            case PAUSE -> pause(random);
            case STORM -> storm(random);
            case DELETE_STATE -> deleteState();
            case BROKER_KILL -> brokerKill(random);
            case BROKER_RESTART -> brokerRestart();
            case CLOCK_JUMP -> jump();
            case GENERATOR_CRASH -> crash();
        };
    }

    private String kill(Random random) throws InterruptedException {
        int victim = fleet.anyOf(random);
        fleet.get(victim).kill();
        return comeBack(victim, random);
    }

    private String dieBeforeCommit(Random random) throws InterruptedException {
        int victim = fleet.anyOf(random);
        fleet.get(victim).tell(StreamsProcess.DIE_BEFORE_COMMIT);
        if (!fleet.get(victim).process().waitFor(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
            // it had no partition of stage 1 to die over
            fleet.get(victim).kill();
        }
        return comeBack(victim, random);
    }

    private String comeBack(int victim, Random random) throws InterruptedException {
        boolean forgetful = random.nextBoolean();
        if (forgetful) {
            fleet.deleteState(victim);
        }
        long awayMillis = random.nextInt(8_000);
        Thread.sleep(awayMillis);
        fleet.start(victim);
        return "instance %d, started again after %.1f s%s"
                .formatted(victim, awayMillis / 1e3, forgetful ? " without its state directory" : "");
    }

    private String pause(Random random) throws InterruptedException {
        int victim = fleet.anyOf(random);
        ChildJvm jvm = fleet.get(victim);
        long stoppedMillis = 8_000 + random.nextInt(4_000);
        jvm.pause();
        try {
            Thread.sleep(stoppedMillis);
        } finally {
            jvm.resume();
        }
        return "instance %d for %.1f s".formatted(victim, stoppedMillis / 1e3);
    }

    private String storm(Random random) throws InterruptedException {
        for (int round = 0; round < STORM_ROUNDS; round++) {
            int victim = fleet.anyOf(random);
            fleet.get(victim).close();
            Thread.sleep(random.nextInt(1_000));
            fleet.start(victim);
            Thread.sleep(random.nextInt(2_000));
        }
        return STORM_ROUNDS + " rounds";
    }

    private String deleteState() {
        for (int i = 0; i < fleet.size(); i++) {
            fleet.deleteState(i);
        }
        return "all " + fleet.size();
    }

    private String brokerKill(Random random) throws InterruptedException {
        cluster.kill();
        long awayMillis = random.nextInt(3_000);
        Thread.sleep(awayMillis);
        cluster.startAgain();
        return "started again after %.1f s".formatted(awayMillis / 1e3);
    }

    private String brokerRestart() {
        cluster.stop();
        cluster.startAgain();
        return "stopped in order";
    }

    private String jump() {
        load.jumpClock(Duration.ofHours(jumped ? -1 : 1));
        jumped = !jumped;
        return jumped ? "ahead" : "back";
    }

    private String crash() throws InterruptedException {
        load.crash();
        return "and comes back in a new epoch";
    }
}
