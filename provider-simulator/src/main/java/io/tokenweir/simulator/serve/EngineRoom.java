package io.tokenweir.simulator.serve;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

import io.netty.channel.EventLoop;

import io.tokenweir.simulator.SimulatorConfig;
import io.tokenweir.simulator.config.ModelConfig;
import io.tokenweir.simulator.engine.Engine;
import io.tokenweir.simulator.engine.EngineLoop;
import io.tokenweir.simulator.engine.Engines;
import io.tokenweir.simulator.engine.Sequence;
import io.tokenweir.simulator.http.Exchange;
import io.tokenweir.simulator.http.Response;
import io.tokenweir.simulator.metrics.MetricsPage;
import io.tokenweir.simulator.metrics.ModelMeters;
import io.tokenweir.simulator.metrics.ServedModel;

/**
 * The engines of all models, on one event loop; what is counted of each model's requests; and the page that tells of both. Any
 * thread.
 */
final class EngineRoom {
    private final Map<String, Machine> machines = new TreeMap<>();
    private final boolean earlyRole;
    private final Punctuality punctuality;
    private final EngineLoop<Generation> loop;
    private final long startedNanos = System.nanoTime();

    /** What serves one model. */
    private record Machine(ModelConfig model, Engine<Generation> engine, ModelMeters meters) {}

    EngineRoom(SimulatorConfig config, EventLoop eventLoop) {
        earlyRole = config.stream().earlyRole();
        punctuality = new Punctuality(config.truth().saturatedNanos());
        RandomGeneratorFactory<RandomGenerator> randoms = RandomGeneratorFactory.of("L64X128MixRandom");
        long wallOffset = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()) - System.nanoTime();
        config.models().forEach((name, model) -> {
            RandomGenerator random = randoms.create(config.seed() ^ name.hashCode());
            machines.put(
                    name, new Machine(model, Engines.create(model.engine(), random, wallOffset), new ModelMeters()));
        });
        loop = new EngineLoop<>(
                machines.values().stream().map(Machine::engine).toList(),
                new TokenDispatcher(punctuality),
                eventLoop,
                System::nanoTime);
    }

    /** Whether the simulator itself is what limits. */
    Punctuality punctuality() {
        return punctuality;
    }

    /** Lets a model's engine time an answer's tokens. */
    void start(Exchange exchange, String model, Sequence<Generation> sequence) {
        Engine<Generation> engine = machines.get(model).engine();
        Generation generation = sequence.owner();
        generation.sequence(sequence);
        exchange.onClosed(() -> {
            generation.abandon();
            loop.cancel(engine, sequence);
        });
        if (earlyRole) {
            exchange.loop().execute(generation::begin);
        }
        if (sequence.isEmpty()) {
            exchange.loop().execute(generation::endAtOnce);
        } else {
            loop.submit(engine, sequence);
        }
    }

    /** An answer of {@code model} has ended. */
    void ended(String model, Generation generation, String finish) {
        StreamTimes times = generation.times();
        machines.get(model)
                .meters()
                .ended(
                        generation.written(),
                        times.queueNanos(),
                        times.prefillNanos(),
                        times.firstNanos(),
                        times.lastNanos(),
                        finish);
    }

    /** Whether a model is still being loaded. */
    boolean isStarting(ModelConfig model) {
        return System.nanoTime() - startedNanos < model.engine().startupMillis() * 1e6;
    }

    /** Whether no model is. */
    boolean isReady() {
        return machines.values().stream().noneMatch(machine -> isStarting(machine.model()));
    }

    /** Hands the page of {@code /metrics} over, on the engines' loop. */
    void metrics(Consumer<Response> to) {
        loop.read(() -> {
            long now = System.nanoTime();
            List<ServedModel> models = machines.entrySet().stream()
                    .map(entry -> served(entry.getKey(), entry.getValue(), now))
                    .toList();
            to.accept(MetricsPage.of(models, punctuality.worstNanos(now) / 1e9, punctuality.saturated(now)));
        });
    }

    private static ServedModel served(String name, Machine machine, long nowNanos) {
        return new ServedModel(name, machine.model().engine(), machine.engine().stats(nowNanos), machine.meters());
    }
}
