package io.tokenweir.streams;

import java.time.Duration;

import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

import io.tokenweir.events.Partial;
import io.tokenweir.events.PartialKind;
import io.tokenweir.events.RunResult;
import io.tokenweir.events.WindowKey;
import io.tokenweir.events.WindowResult;
import io.tokenweir.serde.AvroWire;

/** Stage 2's shell: partials in, {@link Finalisation}, results out. Asks for a commit when results went out. */
final class Finaliser implements Processor<byte[], byte[], Object, Object> {
    private static final Duration SWEEP = Duration.ofSeconds(1);
    private static final long MICROS_PER_MILLI = 1000;

    private final AvroWire wire;
    private final MetricsStreamsConfig config;
    private ProcessorContext<Object, Object> context;
    private DeadLetters deadLetters;
    private Finalisation finalisation;

    Finaliser(AvroWire wire, MetricsStreamsConfig config) {
        this.wire = wire;
        this.config = config;
    }

    @Override
    public void init(ProcessorContext<Object, Object> processorContext) {
        context = processorContext;
        deadLetters = new DeadLetters(context, TopologyNames.FINALISER, TopologyNames.FINALISER_DEAD_LETTERS);
        finalisation = null;
        this.<WindowId, OpenWindow>store(TopologyNames.FINAL_WINDOWS).reload();
        this.<SeriesRef, SeriesTotals>store(TopologyNames.SERIES_TOTALS).reload();
        this.<RunRef, RunClock>store(TopologyNames.RUN_CLOCKS).reload();
        context.schedule(
                SWEEP, PunctuationType.WALL_CLOCK_TIME, now -> finalisation().sweep(now));
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        Decoded<Partial> partial =
                Decoded.of(wire, record.value(), Partial.class, context.currentSystemTimeMs(), Finaliser::problem);
        String problem = partial.problem();
        if (problem == null) {
            problem = finalisation().accept(partial.record());
        }
        if (problem != null) {
            deadLetters.send(record, problem);
        }
    }

    private static String problem(Partial partial, long nowMillis) {
        if (partial.getKind() == PartialKind.OTHER || Branch.of(partial.getBranch()) == null) {
            return "the kind or the branch of the partial is not known to this version";
        }
        boolean bodiless = switch (partial.getKind()) {
            case PARTIAL -> partial.getSeries() == null || partial.getAggregate() == null;
            case KEYS -> partial.getSeries() == null || partial.getKeys() == null;
            default -> false;
        };
        if (bodiless) {
            return "the partial has no series or no sums";
        }
        boolean placed = partial.getInputPartition() >= 0 && partial.getInputPartition() < partial.getInputPartitions();
        return placed
                ? null
                : "the partial is of input partition " + partial.getInputPartition() + " of "
                        + partial.getInputPartitions();
    }

    /** Made at first use: the stores are not restored yet when a task is initialised. */
    private Finalisation finalisation() {
        if (finalisation == null) {
            finalisation = new Finalisation(
                    this.<WindowId, OpenWindow>store(TopologyNames.FINAL_WINDOWS)
                            .map(),
                    this.<SeriesRef, SeriesTotals>store(TopologyNames.SERIES_TOTALS)
                            .map(),
                    this.<RunRef, RunClock>store(TopologyNames.RUN_CLOCKS).map(),
                    new ResultWriter(
                            this::forward, this::forward, () -> context.currentSystemTimeMs() * MICROS_PER_MILLI),
                    config.linger());
        }
        return finalisation;
    }

    private <K extends Comparable<K>, V> WriteBehindStore<K, V> store(String name) {
        return context.getStateStore(name);
    }

    private void forward(WindowResult result) {
        WindowKey key = new WindowKey(
                result.getSeries(), result.getWindowSeconds(), result.getWindowStartMicros(), result.getRevision());
        context.forward(new Record<>(key, result, context.currentSystemTimeMs()), TopologyNames.METRICS_OUT);
        context.commit();
    }

    private void forward(RunResult result) {
        context.forward(
                new Record<>(result.getSeries(), result, context.currentSystemTimeMs()), TopologyNames.RUN_RESULTS_OUT);
        context.commit();
    }
}
