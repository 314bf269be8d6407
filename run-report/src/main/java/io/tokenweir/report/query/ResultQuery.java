package io.tokenweir.report.query;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.report.ReportException;
import io.tokenweir.report.read.TopicTail;
import io.tokenweir.serde.AvroWire;
import io.tokenweir.topics.Topic;

/**
 * A question to a result topic: its records of a range of time with given values, in order of their windows, as lines. Everything is
 * checked against the schema before anything is read. Used by one thread; holds the matching records in memory.
 */
public final class ResultQuery {
    /** How rows are written. */
    public enum Format {
        TABLE,
        CSV,
        JSON
    }

    private static final int MOST_RECORDS = 50_000;

    private final ResultTopic topic;
    private final Selection selection;
    private final RowWriter writer;
    private final NothingFound nothingFound;
    private long unreadable;

    /**
     * @param conditions as {@code model=m}; all must hold
     * @param columns paths of fields, as {@code window.ttft.p99Nanos}; none: the topic's own, or with JSON the whole record
     * @param fromMicros earliest time, us since the Unix epoch
     * @param untilMicros first time that is no longer wanted
     * @throws IllegalArgumentException with a sentence when there is no such field
     */
    public ResultQuery(
            ResultTopic topic,
            List<String> conditions,
            List<String> columns,
            Format format,
            long fromMicros,
            long untilMicros) {
        this.topic = topic;
        this.selection = Selection.of(topic, conditions, fromMicros, untilMicros);
        this.nothingFound = new NothingFound(selection);
        List<String> shown = columns.isEmpty() && format != Format.JSON ? topic.columns() : columns;
        List<FieldPath> paths = shown.stream()
                .map(path -> FieldPath.parse(path, topic.schema()))
                .toList();
        this.writer = switch (format) {
            case TABLE -> new TableWriter(paths);
            case CSV -> new CsvWriter(paths);
            case JSON -> new JsonLines(paths);
        };
    }

    /**
     * Shows what is there, and then what comes, until it is told to stop.
     *
     * @param stop asked a few times a second once everything is shown that was there; true at once: do not follow
     * @return how many records matched
     * @throws ReportException when the topic cannot be read, or too much matches
     */
    public long run(KafkaSettings settings, Consumer<String> lines, BooleanSupplier stop) {
        AvroWire wire = AvroWire.of(settings.client("weir-query"));
        try (TopicTail tail = TopicTail.fromBeginning(settings, settings.topic(topic.topic()))) {
            List<IndexedRecord> found = history(tail, wire);
            writer.begin(found).forEach(lines);
            AtomicLong matched = new AtomicLong(found.size());
            while (!stop.getAsBoolean()) {
                tail.poll(record -> {
                    SpecificRecord value = decode(wire, record);
                    if (value != null && selection.takes(value)) {
                        lines.accept(writer.row(value));
                        matched.incrementAndGet();
                    }
                });
            }
            return matched.get();
        }
    }

    /** Why nothing that was there matched; for the sentence after an empty answer. */
    public String whyNothing(KafkaSettings settings) {
        return nothingFound.sentence(settings.topic(topic.topic()));
    }

    /** How many records were left out because they are no results: somebody else wrote to the topic. */
    public long unreadable() {
        return unreadable;
    }

    /** What is there, by time; of a compacted topic the newest of each key. */
    private List<IndexedRecord> history(TopicTail tail, AvroWire wire) {
        boolean compacted = topic.topic().cleanup() == Topic.Cleanup.COMPACT;
        Map<Object, IndexedRecord> found = new LinkedHashMap<>();
        tail.readToEnd(record -> {
            SpecificRecord value = decode(wire, record);
            if (value != null) {
                nothingFound.note(value);
            }
            if (value != null && selection.takes(value)) {
                found.put(compacted ? ByteBuffer.wrap(record.key()) : found.size(), value);
                if (found.size() > MOST_RECORDS) {
                    throw new ReportException(
                            "More than " + MOST_RECORDS
                                    + " records match; narrow the question by time, window or dimension, or read the Parquet files.");
                }
            }
        });
        List<IndexedRecord> sorted = new ArrayList<>(found.values());
        sorted.sort(Comparator.comparingLong(selection::timeOf));
        return sorted;
    }

    private SpecificRecord decode(AvroWire wire, ConsumerRecord<byte[], byte[]> record) {
        try {
            return record.value() == null ? null : wire.decode(record.value(), topic.type());
        } catch (SerializationException e) {
            unreadable++;
            return null;
        }
    }
}
