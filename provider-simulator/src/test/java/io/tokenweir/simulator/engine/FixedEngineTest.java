package io.tokenweir.simulator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import io.tokenweir.simulator.config.EngineConfig;
import io.tokenweir.simulator.config.EngineDraft;

class FixedEngineTest {
    private final Timeline tokens = new Timeline();

    @Test
    void givesTheFirstTokenAfterItsTimeAndTheOthersOneGapApart() {
        Engine<String> engine = engine(EngineConfig.fixed(200, 20));
        engine.submit(new Sequence<>("a", 10, 4), 0);

        tokens.run(engine, 1_000);

        assertThat(tokens.of("a")).containsExactly(200.0, 220.0, 240.0, 260.0);
        assertThat(engine.nextDueNanos()).isEqualTo(Engine.NEVER);
    }

    @Test
    void keepsWhoFindsNoPlaceWaitingUntilOneIsFree() {
        Engine<String> engine = engine(crowded(1, 1));
        engine.submit(new Sequence<>("a", 10, 2), 0);
        engine.submit(new Sequence<>("b", 10, 1), 0);

        tokens.run(engine, 1_000);

        assertThat(tokens.of("a")).containsExactly(100.0, 110.0);
        assertThat(tokens.of("b")).containsExactly(210.0);
    }

    @Test
    void isSlowerByTheFactorWhenAllPlacesAreTaken() {
        Engine<String> alone = engine(crowded(11, 3));
        alone.submit(new Sequence<>("alone", 10, 1), 0);
        tokens.run(alone, 1_000);
        Engine<String> full = engine(crowded(11, 3));
        for (int i = 0; i < 10; i++) {
            full.submit(new Sequence<>("other", 10, 100), 0);
        }
        full.submit(new Sequence<>("last", 10, 1), 0);
        tokens.run(full, 1_000);

        assertThat(tokens.of("alone")).containsExactly(100.0);
        assertThat(tokens.of("last")).containsExactly(300.0);
    }

    @Test
    void forgetsACancelledSequence() {
        Engine<String> engine = engine(EngineConfig.fixed(200, 20));
        Sequence<String> sequence = new Sequence<>("a", 10, 4);
        engine.submit(sequence, 0);
        tokens.run(engine, 210);
        engine.cancel(sequence);

        tokens.run(engine, 1_000);

        assertThat(tokens.of("a")).containsExactly(200.0);
        assertThat(engine.size()).isZero();
    }

    private static Engine<String> engine(EngineConfig config) {
        return new FixedEngine<>(config, new SplittableRandom(1));
    }

    private static EngineConfig crowded(int places, double factor) {
        return EngineDraft.fixed(100, 10)
                .sequences(places)
                .factorUnderLoad(factor)
                .build();
    }
}
