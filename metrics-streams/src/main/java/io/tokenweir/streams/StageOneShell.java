package io.tokenweir.streams;

import java.time.Duration;

import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

import io.tokenweir.events.Partial;
import io.tokenweir.events.PartialKind;

/** What the shells of stage 1 share: stores, {@link PartialAggregation}, partials out. Asks for a commit when a second has closed. */
abstract class StageOneShell implements Processor<byte[], byte[], Object, Object> {
    private static final Duration SWEEP = Duration.ofMillis(500);

    private final TopologyNames.StageOne names;
    private final MetricsStreamsConfig config;
    private final int inputPartitions;
    private ProcessorContext<Object, Object> context;
    private DeadLetters deadLetters;
    private PartialAggregation aggregation;

    StageOneShell(TopologyNames.StageOne names, MetricsStreamsConfig config, int inputPartitions) {
        this.names = names;
        this.config = config;
        this.inputPartitions = inputPartitions;
    }

    @Override
    public final void init(ProcessorContext<Object, Object> processorContext) {
        context = processorContext;
        deadLetters = new DeadLetters(context, names.aggregator(), names.deadLettersOut());
        aggregation = null;
        this.<WindowId, Sums>store(names.windows()).reload();
        this.<RunRef, RunProgress>store(names.progress()).reload();
        if (names.keys() != null) {
            this.<PageId, KeyPage>store(names.keys()).reload();
        }
        context.schedule(
                SWEEP, PunctuationType.WALL_CLOCK_TIME, now -> aggregation().sweep(now));
    }

    final ProcessorContext<Object, Object> context() {
        return context;
    }

    final DeadLetters deadLetters() {
        return deadLetters;
    }

    /** Made at first use: the stores are not restored yet when a task is initialised. */
    final PartialAggregation aggregation() {
        if (aggregation == null) {
            aggregation = new PartialAggregation(
                    this.<WindowId, Sums>store(names.windows()).map(),
                    this.<RunRef, RunProgress>store(names.progress()).map(),
                    names.keys() == null
                            ? new StateMap<>()
                            : this.<PageId, KeyPage>store(names.keys()).map(),
                    new PartialWriter(context.taskId().partition(), inputPartitions, this::forward),
                    config.instanceTimeout(),
                    config.linger());
        }
        return aggregation;
    }

    private <K extends Comparable<K>, V> WriteBehindStore<K, V> store(String name) {
        return context.getStateStore(name);
    }

    private void forward(Partial partial) {
        context.forward(new Record<>(partial.getSeries(), partial, context.currentSystemTimeMs()), names.partialsOut());
        if (partial.getKind() == PartialKind.WATERMARK || partial.getKind() == PartialKind.RUN_END) {
            context.commit();
        }
    }
}
