package io.tokenweir.simulator.engine;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

import io.tokenweir.simulator.config.EngineConfig;

/** Builds the engine that a configuration describes. */
public final class Engines {
    private Engines() {}

    /** Servers by steps behind a front; a fixed schedule already counts from the request's arrival. */
    public static <T> Engine<T> create(EngineConfig config, RandomGenerator random) {
        if (config.mode() == EngineConfig.Mode.FIXED) {
            return new FixedEngine<>(config, random);
        }
        List<BatchingEngine<T>> replicas = IntStream.range(0, Math.max(1, config.replicas()))
                .mapToObj(i -> new BatchingEngine<T>(config, random))
                .toList();
        return new DelayedFront<>(config, random, replicas);
    }
}
