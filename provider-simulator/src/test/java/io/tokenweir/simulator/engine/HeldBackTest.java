package io.tokenweir.simulator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import io.tokenweir.simulator.config.EngineConfig;
import io.tokenweir.simulator.config.EngineDraft;
import io.tokenweir.simulator.config.TailConfig;

class HeldBackTest {
    private final Timeline tokens = new Timeline();

    @Test
    void aStallMovesNoTokenBeforeItAndThenGivesAllThatWasDueAtOnce() {
        Engine<String> engine = engine(new TailConfig(0, 1, 500, 500, 0, 0, 0, 0));
        engine.submit(new Sequence<>("a", 1, 100), 0);

        tokens.run(engine, 10_000);

        List<Double> all = tokens.of("a");
        assertThat(all).hasSize(100).isSorted();
        double longest = 0;
        int at = 0;
        for (int i = 1; i < all.size(); i++) {
            if (all.get(i) - all.get(i - 1) > longest) {
                longest = all.get(i) - all.get(i - 1);
                at = i;
            }
        }
        double from = 100 + 10.0 * at;
        assertThat(all.get(at)).as("end of the stall").isEqualTo(from + 500);
        assertThat(all.get(at - 1)).as("the token before").isEqualTo(from - 10);
        assertThat(all.stream().filter(t -> t == from + 500).count())
                .as("tokens that came at once")
                .isEqualTo(Math.min(51, 100 - at));
    }

    @Test
    void stallsTheShareOfStreamsThatWasSet() {
        Engine<String> engine = engine(new TailConfig(0, 0.1, 5_000, 5_000, 0, 0, 0, 0));
        for (int i = 0; i < 1_000; i++) {
            engine.submit(new Sequence<>("s" + i, 1, 5), 0);
        }
        tokens.run(engine, 4_000);

        long stalled = 0;
        for (int i = 0; i < 1_000; i++) {
            stalled += tokens.of("s" + i).size() < 5 ? 1 : 0;
        }
        assertThat(stalled).isBetween(70L, 130L);
    }

    @Test
    void tokensLeaveInGroupsAndNoneIsLost() {
        Engine<String> engine = engine(new TailConfig(0, 0, 0, 0, 4, 0, 0, 0));
        engine.submit(new Sequence<>("a", 1, 101), 0);

        tokens.run(engine, 10_000);

        assertThat(tokens.of("a")).hasSize(101).isSorted();
        assertThat(new HashSet<>(tokens.of("a"))).hasSizeBetween(30, 60);
    }

    @Test
    void aClientThatLeavesDuringAStallGetsNothingMore() {
        Engine<String> engine = engine(new TailConfig(0, 1, 5_000, 5_000, 0, 0, 0, 0));
        Sequence<String> sequence = new Sequence<>("a", 1, 50);
        engine.submit(sequence, 0);
        tokens.run(engine, 3_000);
        int before = tokens.of("a").size();

        engine.cancel(sequence);
        tokens.run(engine, 20_000);

        assertThat(tokens.of("a")).hasSize(before);
        assertThat(engine.size()).isZero();
    }

    private static Engine<String> engine(TailConfig tail) {
        EngineConfig config = EngineDraft.fixed(100, 10).with(tail).build();
        return Engines.create(config, new SplittableRandom(3));
    }
}
