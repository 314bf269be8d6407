package io.tokenweir.dashboard;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.events.Grouping;
import io.tokenweir.events.RunRecord;
import io.tokenweir.events.RunResult;
import io.tokenweir.events.WindowResult;
import io.tokenweir.serde.AvroWire;
import io.tokenweir.topics.Topic;

/**
 * Decodes records of the result topics into the store, and hands windows to listeners. A record that cannot be decoded is
 * counted and passed over. Called by the reader's thread alone, but for {@link #onWindow} and {@link #undecodable}.
 */
final class ResultIntake {
    private static final Logger LOGGER = LoggerFactory.getLogger(ResultIntake.class);

    private final KafkaSettings settings;
    private final ResultStore store;
    private final AvroWire wire;
    private final WindowMerge merge = new WindowMerge();
    private final List<Consumer<WindowResult>> listeners = new CopyOnWriteArrayList<>();
    private volatile long undecodable;

    ResultIntake(KafkaSettings settings, ResultStore store) {
        this.settings = settings;
        this.store = store;
        this.wire = AvroWire.of(settings.client("weir-dashboard"));
    }

    void onWindow(Consumer<WindowResult> listener) {
        listeners.add(listener);
    }

    /** How many records could not be decoded. */
    long undecodable() {
        return undecodable;
    }

    /** Takes a record of one of the result topics; throws only when the registry cannot be reached. */
    void take(ConsumerRecord<byte[], byte[]> polled) {
        if (polled.value() == null) {
            return;
        }
        try {
            if (polled.topic().equals(settings.topic(Topic.METRICS))) {
                window(wire.decode(polled.value(), WindowResult.class), polled);
            } else if (polled.topic().equals(settings.topic(Topic.RUNS))) {
                store.add(wire.decode(polled.value(), RunRecord.class));
            } else {
                RunResult result = wire.decode(polled.value(), RunResult.class);
                if (isShown(result.getSeries().getGrouping())) {
                    store.add(result);
                }
            }
        } catch (SerializationException e) {
            undecodable = undecodable + 1;
            if (undecodable == 1) {
                LOGGER.atWarn()
                        .addKeyValue("topic", polled.topic())
                        .addKeyValue("partition", polled.partition())
                        .addKeyValue("offset", polled.offset())
                        .log("The dashboard passes over a result that it cannot decode: {}", e.getMessage());
            }
        }
    }

    private void window(WindowResult result, ConsumerRecord<byte[], byte[]> polled) {
        long nowMicros = System.currentTimeMillis() * 1000;
        if (isShown(result.getSeries().getGrouping())) {
            merge.with(result)
                    .map(whole -> WindowJson.row(whole, polled.partition(), polled.offset(), nowMicros))
                    .ifPresent(store::add);
        }
        for (Consumer<WindowResult> listener : listeners) {
            try {
                listener.accept(result);
            } catch (RuntimeException e) {
                LOGGER.warn("A listener to windows failed: {}", e.toString());
            }
        }
    }

    /** The page needs no series by outcome: the counts by outcome are in the others. */
    private static boolean isShown(Grouping grouping) {
        return grouping == Grouping.RUN || grouping == Grouping.MODEL;
    }
}
