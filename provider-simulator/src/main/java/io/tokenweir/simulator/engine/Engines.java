package io.tokenweir.simulator.engine;

import java.util.function.LongToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

import io.tokenweir.simulator.config.EngineConfig;

/** Builds the engine that a configuration describes. */
public final class Engines {
    private Engines() {}

    /** An engine whose clock counts from midnight. */
    public static <T> Engine<T> create(EngineConfig config, RandomGenerator random) {
        return create(config, random, 0);
    }

    /**
     * Servers by steps behind a front; a fixed schedule already counts from the request's arrival.
     *
     * @param wallOffsetNanos what is added to the engine's clock to get nanoseconds since a midnight UTC
     */
    public static <T> Engine<T> create(EngineConfig config, RandomGenerator random, long wallOffsetNanos) {
        LongToDoubleFunction pace = DayPace.of(config.tail().daySwing(), wallOffsetNanos);
        Engine<T> engine = config.mode() == EngineConfig.Mode.FIXED
                ? new FixedEngine<>(config, random, pace)
                : new DelayedFront<>(
                        config,
                        random,
                        IntStream.range(0, Math.max(1, config.replicas()))
                                .mapToObj(i -> new BatchingEngine<T>(config, random, pace))
                                .toList());
        return config.tail().holdsBack() ? new HeldBack<>(engine, config.tail(), random) : engine;
    }
}
