package io.tokenweir.simulator.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import io.tokenweir.simulator.config.EngineConfig;
import io.tokenweir.simulator.config.EngineDraft;

class BatchingEngineTest {
    private final Timeline tokens = new Timeline();

    @Test
    void aStepLastsWhatTheFormulaSays() {
        // 10 + 1 * batch + 0.01 * context + 0.1 * prefill; the prompt of 50 is prefilled in the first step.
        Engine<String> engine = engine(config(2048, 8, 100_000));
        engine.submit(new Sequence<>("a", 50, 3), 0);

        tokens.run(engine, 1_000);

        double first = 10 + 1 + 0 + 5;
        double second = first + 10 + 1 + 0.51;
        double third = second + 10 + 1 + 0.52;
        assertThat(tokens.of("a").get(0)).isEqualTo(first, within(1e-6));
        assertThat(tokens.of("a").get(1)).isEqualTo(second, within(1e-6));
        assertThat(tokens.of("a").get(2)).isEqualTo(third, within(1e-6));
    }

    @Test
    void aLongPromptIsPrefilledInChunksWhileOthersDecode() {
        Engine<String> engine = engine(config(100, 8, 100_000));
        engine.submit(new Sequence<>("short", 1, 40), 0);
        tokens.run(engine, 20);
        engine.submit(new Sequence<>("long", 950, 2), 20_000_000);

        tokens.run(engine, 1_000);

        long before = tokens.of("short").stream()
                .filter(millis -> millis < tokens.of("long").get(0))
                .count();
        assertThat(before).as("steps that both shared").isGreaterThanOrEqualTo(10);
        assertThat(tokens.of("short")).hasSize(40);
    }

    @Test
    void everySequenceGetsAllItsTokensAndTheServerIsThenIdle() {
        Engine<String> engine = engine(config(256, 4, 2_000));
        for (int i = 0; i < 20; i++) {
            engine.submit(new Sequence<>("s" + i, 100 + i, 10 + i), i * 1_000_000L);
        }

        tokens.run(engine, 100_000);

        for (int i = 0; i < 20; i++) {
            assertThat(tokens.of("s" + i)).hasSize(10 + i);
        }
        assertThat(engine.size()).isZero();
        assertThat(engine.nextDueNanos()).isEqualTo(Engine.NEVER);
    }

    @Test
    void aSequenceThatFindsNoMemoryWaitsForOneThatEnds() {
        Engine<String> engine = engine(config(2048, 8, 150));
        engine.submit(new Sequence<>("first", 100, 5), 0);
        engine.submit(new Sequence<>("second", 100, 1), 0);

        tokens.run(engine, 1_000);

        assertThat(tokens.of("second").get(0)).isGreaterThan(tokens.of("first").get(4));
    }

    @Test
    void tokensComeSlowerInALargerBatch() {
        Engine<String> small = engine(config(2048, 64, 1_000_000));
        Engine<String> large = engine(config(2048, 64, 1_000_000));
        small.submit(new Sequence<>("alone", 10, 50), 0);
        for (int i = 0; i < 40; i++) {
            large.submit(new Sequence<>("crowd" + i, 10, 50), 0);
        }
        tokens.run(small, 10_000);
        tokens.run(large, 10_000);

        assertThat(tokens.timePerToken("crowd0")).isGreaterThan(tokens.timePerToken("alone") + 35);
    }

    @Test
    void afterAPauseItGoesOnFromNowAndDoesNotHurry() {
        Engine<String> engine = engine(config(2048, 8, 100_000));
        engine.submit(new Sequence<>("a", 1, 10), 0);
        tokens.run(engine, 50);
        int before = tokens.of("a").size();

        engine.advance(2_000_000_000L, tokens);

        assertThat(tokens.of("a")).hasSize(before + 1);
        assertThat(engine.nextDueNanos()).isGreaterThan(2_000_000_000L);
    }

    @Test
    void spreadsSequencesOverReplicasByLoad() {
        EngineConfig config =
                EngineDraft.batching(10, 1, 0, 0).replicas(2).sequences(8).build();
        Engine<String> engine = Engines.create(config, new SplittableRandom(1));
        engine.submit(new Sequence<>("a", 1, 3), 0);
        engine.submit(new Sequence<>("b", 1, 3), 0);

        tokens.run(engine, 1_000);

        assertThat(tokens.of("a")).isEqualTo(tokens.of("b")).containsExactly(11.0, 22.0, 33.0);
    }

    private static Engine<String> engine(EngineConfig config) {
        return new BatchingEngine<>(config, new SplittableRandom(1));
    }

    private static EngineConfig config(int chunk, int sequences, long kv) {
        return EngineDraft.batching(10, 1, 0.01, 0.1)
                .chunk(chunk)
                .sequences(sequences)
                .memory(kv)
                .build();
    }
}
