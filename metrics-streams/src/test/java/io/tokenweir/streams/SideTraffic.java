package io.tokenweir.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Random;

import io.tokenweir.events.AccountEvent;
import io.tokenweir.events.AccountState;
import io.tokenweir.events.SystemEvent;

/** What a provisioner and a scraper send on one partition, in their order, at random; tells the oracle. */
final class SideTraffic {
    private static final long SECOND = 1_000_000;
    private static final AccountState[] STATES = {
        AccountState.PLANNED, AccountState.SIGNED_UP, AccountState.READY, AccountState.FAILED
    };
    private static final String[] CAUSES = {null, "link-expired: the link was answered 410", "mail-never-came"};

    private final Random random;
    private final boolean withLate;
    private final SideOracle oracle;
    private final TwoStages stages;
    private final long beginMicros;

    SideTraffic(Random random, boolean withLate, Oracle oracle, TwoStages stages, long beginMicros) {
        this.random = random;
        this.withLate = withLate;
        this.oracle = new SideOracle(oracle);
        this.stages = stages;
        this.beginMicros = beginMicros;
    }

    ArrayDeque<Runnable> accounts(int partition, int seconds) {
        FakeSide fake = new FakeSide("run", "provisioner", partition);
        ArrayDeque<Runnable> log = new ArrayDeque<>();
        account(partition, log, fake.accountTick(beginMicros));
        for (int second = 0; second < seconds; second++) {
            for (int n = random.nextInt(3); n > 0; n--) {
                AccountState from = STATES[random.nextInt(2)];
                AccountState to = STATES[2 + random.nextInt(2)];
                long latency = random.nextInt(2_000_000_000);
                account(partition, log, fake.step(time(second), from, to, latency, CAUSES[random.nextInt(3)]));
            }
            account(partition, log, fake.accountTick(beginMicros + (second + 1) * SECOND));
        }
        account(partition, log, fake.accountEnd(beginMicros + seconds * SECOND));
        return log;
    }

    ArrayDeque<Runnable> system(int partition, int seconds) {
        FakeSide fake = new FakeSide("run", "scraper", partition);
        ArrayDeque<Runnable> log = new ArrayDeque<>();
        system(partition, log, fake.systemTick(beginMicros));
        for (int second = 0; second < seconds; second++) {
            String source = "source-" + random.nextInt(2);
            Long gpu = random.nextInt(3) == 0 ? null : Long.valueOf(random.nextInt(101) * 10_000L);
            Long cpu = random.nextInt(3) == 0 ? null : Long.valueOf(random.nextInt(1_000_001));
            system(
                    partition,
                    log,
                    random.nextInt(4) == 0
                            ? fake.failure(time(second), source)
                            : fake.reading(time(second), source, cpu, gpu, random.nextInt(50)));
            system(partition, log, fake.systemTick(beginMicros + (second + 1) * SECOND));
        }
        system(partition, log, fake.systemEnd(beginMicros + seconds * SECOND));
        return log;
    }

    private long time(int second) {
        long late = withLate && random.nextInt(10) == 0 ? random.nextInt(30) * SECOND : 0;
        return Math.max(beginMicros, beginMicros + second * SECOND - late) + random.nextInt((int) SECOND);
    }

    private void account(int partition, ArrayDeque<Runnable> log, AccountEvent event) {
        long hash = random.nextLong();
        for (int copies = copies(event.getTransition() != null); copies > 0; copies--) {
            boolean fresh = oracle.sequence("accounts" + partition, event);
            if (fresh && event.getTransition() != null) {
                oracle.account(event, hash);
            }
            log.add(() -> check(fresh, stages.side(partition, new AccountFeed().read(event, hash))));
        }
    }

    private void system(int partition, ArrayDeque<Runnable> log, SystemEvent event) {
        long hash = random.nextLong();
        for (int copies = copies(event.getSource() != null); copies > 0; copies--) {
            boolean fresh = oracle.sequence("system" + partition, event);
            if (fresh && event.getSource() != null) {
                oracle.system(event, hash);
            }
            log.add(() -> check(fresh, stages.side(partition, new SystemFeed().read(event, hash))));
        }
    }

    /** Most records come once; of those that say something, some never and some twice. */
    private int copies(boolean fact) {
        return fact && random.nextInt(10) == 0 ? 2 * random.nextInt(2) : 1;
    }

    private static void check(boolean fresh, String problem) {
        if (fresh) {
            assertThat(problem).isNull();
        } else {
            assertThat(problem).contains("the record came twice");
        }
    }
}
