package io.tokenweir.streams;

import java.time.Duration;

import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

import io.tokenweir.events.Partial;
import io.tokenweir.events.PartialKind;
import io.tokenweir.events.RequestEvent;
import io.tokenweir.events.TokenEvent;
import io.tokenweir.serde.AvroWire;
import io.tokenweir.serde.RecordHash;

/** Stage 1's shell: bytes in, {@link PartialAggregation}, partials out. Asks for a commit when a second has closed. */
final class PartialAggregator implements Processor<byte[], byte[], Object, Object> {
    private static final Duration SWEEP = Duration.ofMillis(500);

    private final AvroWire wire;
    private final TopologyNames names;
    private final MetricsStreamsConfig config;
    private final int inputPartitions;
    private ProcessorContext<Object, Object> context;
    private DeadLetters deadLetters;
    private PartialAggregation aggregation;

    PartialAggregator(AvroWire wire, TopologyNames names, MetricsStreamsConfig config, int inputPartitions) {
        this.wire = wire;
        this.names = names;
        this.config = config;
        this.inputPartitions = inputPartitions;
    }

    @Override
    public void init(ProcessorContext<Object, Object> processorContext) {
        context = processorContext;
        deadLetters = new DeadLetters(context, TopologyNames.AGGREGATOR, TopologyNames.AGGREGATOR_DEAD_LETTERS);
        aggregation = null;
        this.<WindowId, Sums>store(TopologyNames.PARTIAL_WINDOWS).reload();
        this.<RunRef, RunProgress>store(TopologyNames.RUN_PROGRESS).reload();
        context.schedule(
                SWEEP, PunctuationType.WALL_CLOCK_TIME, now -> aggregation().sweep(now));
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        long nowMillis = context.currentSystemTimeMs();
        if (context.recordMetadata().orElseThrow().topic().equals(names.tokens())) {
            Decoded<TokenEvent> event =
                    Decoded.of(wire, record.value(), TokenEvent.class, nowMillis, EventChecks::problem);
            if (event.problem() == null) {
                aggregation().tokens(event.record(), RecordHash.of(record.value()));
            } else {
                deadLetters.send(record, event.problem());
            }
        } else {
            Decoded<RequestEvent> event =
                    Decoded.of(wire, record.value(), RequestEvent.class, nowMillis, EventChecks::problem);
            if (event.problem() == null) {
                aggregation().request(event.record(), RecordHash.of(record.value()));
            } else {
                deadLetters.send(record, event.problem());
            }
        }
    }

    /** Made at first use: the stores are not restored yet when a task is initialised. */
    private PartialAggregation aggregation() {
        if (aggregation == null) {
            aggregation = new PartialAggregation(
                    this.<WindowId, Sums>store(TopologyNames.PARTIAL_WINDOWS).map(),
                    this.<RunRef, RunProgress>store(TopologyNames.RUN_PROGRESS).map(),
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
        context.forward(
                new Record<>(partial.getSeries(), partial, context.currentSystemTimeMs()), TopologyNames.PARTIALS_OUT);
        if (partial.getKind() != PartialKind.PARTIAL) {
            context.commit();
        }
    }
}
