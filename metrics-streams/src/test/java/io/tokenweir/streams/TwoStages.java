package io.tokenweir.streams;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.tokenweir.events.Partial;
import io.tokenweir.events.RequestEvent;
import io.tokenweir.events.RunResult;
import io.tokenweir.events.TokenEvent;
import io.tokenweir.events.WindowResult;
import io.tokenweir.serde.AvroWire;

/**
 * Both stages without Kafka: several input partitions, several result partitions, a queue from each to each. Any task can be
 * crashed after what it committed, and starts again from what the codecs wrote.
 */
final class TwoStages {
    static {
        // Avro reads our generated classes only after the wire format has vouched for them
        AvroWire.of(Map.of("schema.registry.url", "mock://two-stages"));
    }

    static final Duration INSTANCE_TIMEOUT = Duration.ofSeconds(15);
    static final Duration LINGER = Duration.ofMinutes(10);

    final List<WindowResult> windows = new ArrayList<>();
    final List<RunResult> runs = new ArrayList<>();
    private final int inputPartitions;
    private final List<FirstStage> first = new ArrayList<>();
    private final List<SecondStage> second = new ArrayList<>();
    private final List<List<ArrayDeque<Partial>>> queues = new ArrayList<>();

    private static final class FirstStage {
        final Durable<WindowId, Sums> windows = new Durable<>(KeyCodecs.WINDOW, PartialStateCodecs.SUMS);
        final Durable<RunRef, RunProgress> runs = new Durable<>(KeyCodecs.RUN, PartialStateCodecs.PROGRESS);
        final Durable<PageId, KeyPage> pages = new Durable<>(KeyCodecs.PAGE, PartialStateCodecs.KEYS);
        PartialAggregation logic;
    }

    private static final class SecondStage {
        final Durable<WindowId, OpenWindow> windows = new Durable<>(KeyCodecs.WINDOW, FinalStateCodecs.WINDOW);
        final Durable<SeriesRef, SeriesTotals> totals = new Durable<>(KeyCodecs.SERIES, FinalStateCodecs.TOTALS);
        final Durable<RunRef, RunClock> clocks = new Durable<>(KeyCodecs.RUN, FinalStateCodecs.CLOCK);
        Finalisation logic;
    }

    TwoStages(int inputPartitions, int resultPartitions) {
        this.inputPartitions = inputPartitions;
        for (int p = 0; p < inputPartitions; p++) {
            first.add(new FirstStage());
            List<ArrayDeque<Partial>> row = new ArrayList<>();
            for (int q = 0; q < resultPartitions; q++) {
                row.add(new ArrayDeque<>());
            }
            queues.add(row);
            restartFirst(p);
        }
        for (int q = 0; q < resultPartitions; q++) {
            second.add(new SecondStage());
            restartSecond(q);
        }
    }

    String request(int partition, RequestEvent event, long hash) {
        return request(partition, event, hash, 0);
    }

    String tokens(int partition, TokenEvent event, long hash) {
        return tokens(partition, event, hash, 0);
    }

    /** @return why it is not counted, or null */
    String request(int partition, RequestEvent event, long hash, long appendMicros) {
        return first.get(partition).logic.request(event, hash, appendMicros);
    }

    String tokens(int partition, TokenEvent event, long hash, long appendMicros) {
        return first.get(partition).logic.tokens(event, hash, appendMicros);
    }

    /** As {@link #request(int, RequestEvent, long, long)}. */
    String side(int partition, SideEvent event) {
        return first.get(partition).logic.side(event);
    }

    void sweep(long wallMillis) {
        first.forEach(stage -> stage.logic.sweep(wallMillis));
        second.forEach(stage -> stage.logic.sweep(wallMillis));
    }

    /** Lets stage 2's task {@code to} read one partial from stage 1's task {@code from}; false when there is none. */
    boolean deliver(int from, int to) {
        Partial partial = queues.get(from).get(to).poll();
        if (partial != null) {
            second.get(to).logic.accept(partial);
        }
        return partial != null;
    }

    void deliverAll() {
        for (int from = 0; from < first.size(); from++) {
            for (int to = 0; to < second.size(); to++) {
                while (deliver(from, to)) {
                    // until the queue is empty
                }
            }
        }
    }

    /** The task commits, and somebody else goes on from the changelog. */
    void restartFirst(int partition) {
        FirstStage stage = first.get(partition);
        stage.windows.commitAndRestore();
        stage.runs.commitAndRestore();
        stage.pages.commitAndRestore();
        PartialWriter writer = new PartialWriter(partition, inputPartitions, partial -> route(partition, partial));
        stage.logic = new PartialAggregation(
                stage.windows.map, stage.runs.map, stage.pages.map, writer, INSTANCE_TIMEOUT, LINGER);
    }

    void restartSecond(int partition) {
        SecondStage stage = second.get(partition);
        stage.windows.commitAndRestore();
        stage.totals.commitAndRestore();
        stage.clocks.commitAndRestore();
        stage.logic = new Finalisation(
                stage.windows.map,
                stage.totals.map,
                stage.clocks.map,
                new ResultWriter(windows::add, runs::add, () -> 0),
                LINGER);
    }

    /** Entries of state that all tasks hold together. */
    int stateSize() {
        int size = 0;
        for (FirstStage stage : first) {
            size += stage.windows.map.size() + stage.runs.map.size() + stage.pages.map.size();
        }
        for (SecondStage stage : second) {
            size += stage.windows.map.size() + stage.totals.map.size() + stage.clocks.map.size();
        }
        return size;
    }

    /** Entries in the changelogs, once everything is committed. */
    int durableSize() {
        int size = 0;
        for (int p = 0; p < first.size(); p++) {
            restartFirst(p);
            size += first.get(p).windows.bytes.size()
                    + first.get(p).runs.bytes.size()
                    + first.get(p).pages.bytes.size();
        }
        for (int q = 0; q < second.size(); q++) {
            restartSecond(q);
            SecondStage stage = second.get(q);
            size += stage.windows.bytes.size() + stage.totals.bytes.size() + stage.clocks.bytes.size();
        }
        return size;
    }

    private void route(int from, Partial partial) {
        List<ArrayDeque<Partial>> row = queues.get(from);
        if (partial.getSeries() != null) {
            row.get(SeriesPartitioner.partition(partial.getSeries(), row.size()))
                    .add(partial);
        } else {
            row.forEach(queue -> queue.add(partial));
        }
    }

    /** State on the heap and what the changelog holds of it. */
    private static final class Durable<K extends Comparable<K>, V> {
        final StateMap<K, V> map = new StateMap<>();
        final Map<K, byte[]> bytes = new TreeMap<>();
        final StateSerde<K> keys;
        final StateSerde<V> values;

        Durable(StateCodec<K> keys, StateCodec<V> values) {
            this.keys = new StateSerde<>(keys);
            this.values = new StateSerde<>(values);
        }

        void commitAndRestore() {
            map.writeChanges((key, value) -> {
                K copy = keys.deserializer().deserialize("", keys.serializer().serialize("", key));
                if (value == null) {
                    bytes.remove(copy);
                } else {
                    bytes.put(copy, values.serializer().serialize("", value));
                }
            });
            Map<K, V> restored = new TreeMap<>();
            bytes.forEach(
                    (key, value) -> restored.put(key, values.deserializer().deserialize("", value)));
            map.restore(restored);
        }
    }
}
