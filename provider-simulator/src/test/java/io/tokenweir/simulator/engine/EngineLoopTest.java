package io.tokenweir.simulator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.tokenweir.simulator.config.EngineConfig;

class EngineLoopTest {
    private long micros;
    private boolean failing;
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final Engine<String> engine = new FixedEngine<>(EngineConfig.fixed(10, 1), new SplittableRandom(1));
    private final List<String> said = new ArrayList<>();
    private final EngineLoop<String> loop =
            new EngineLoop<>(List.of(engine), new Writing(), channel.eventLoop(), () -> micros * 1_000);

    EngineLoopTest() {
        channel.freezeTime();
    }

    @AfterEach
    void close() {
        channel.finish();
    }

    @Test
    void handsTokensOverAtTheInstantsAtWhichTheyExist() {
        loop.submit(engine, new Sequence<>("a", 1, 3));

        letPass(20_000);

        assertThat(said).containsExactly("a at 10000, due 10000", "a at 11000, due 11000", "a at 12000, due 12000");
    }

    @Test
    void movesTheNextRoundForwardForATokenThatComesBefore() {
        Engine<String> quick = new FixedEngine<>(EngineConfig.fixed(2, 1), new SplittableRandom(1));
        EngineLoop<String> both =
                new EngineLoop<>(List.of(engine, quick), new Writing(), channel.eventLoop(), () -> micros * 1_000);
        both.submit(engine, new Sequence<>("slow", 1, 1));
        letPass(5_000);
        both.submit(quick, new Sequence<>("quick", 1, 1));

        letPass(10_000);

        assertThat(said).containsExactly("quick at 7000, due 7000", "slow at 10000, due 10000");
    }

    @Test
    void beginsARoundNoSoonerThanAQuarterOfAMillisecondAfterTheLast() {
        loop.submit(engine, new Sequence<>("a", 1, 1));
        letPass(100);
        loop.submit(engine, new Sequence<>("b", 1, 1));

        letPass(20_000);

        assertThat(said).containsExactly("a at 10000, due 10000", "b at 10250, due 10100");
    }

    @Test
    void goesOnWhenARoundCouldNotBeWritten() {
        failing = true;
        loop.submit(engine, new Sequence<>("a", 1, 3));
        letPass(10_000);
        failing = false;

        letPass(2_000);

        assertThat(said).containsExactly("a at 11000, due 11000", "a at 12000, due 12000");
    }

    private void letPass(long moreMicros) {
        channel.runPendingTasks();
        for (int i = 0; i < moreMicros; i += 10) {
            micros += 10;
            channel.advanceTimeBy(10, TimeUnit.MICROSECONDS);
            channel.runScheduledPendingTasks();
        }
    }

    private final class Writing implements EngineLoop.Output<String> {
        @Override
        public void token(String owner, long dueNanos) {
            if (!failing) {
                said.add(owner + " at " + micros + ", due " + dueNanos / 1_000);
            }
        }

        @Override
        public void flush() {
            if (failing) {
                throw new IllegalStateException("on purpose");
            }
        }
    }
}
