package io.tokenweir.streams;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.StreamPartitioner;

import io.tokenweir.events.SeriesKey;

/**
 * Which partition a series lies in, on weir.partials, weir.metrics and weir.run-results alike: murmur2 over the series'
 * fields, windows excluded, so that one partition holds all of a series, in order. Stateless.
 */
public final class SeriesPartitioner {
    private static final char SEPARATOR = '\u001f';

    private SeriesPartitioner() {}

    /** The partition of a series among {@code partitions}. */
    public static int partition(SeriesKey series, int partitions) {
        String text = series.getRunId()
                + SEPARATOR
                + series.getSegment()
                + SEPARATOR
                + series.getVantage()
                + SEPARATOR
                + series.getGrouping()
                + SEPARATOR
                + series.getScenario()
                + SEPARATOR
                + series.getStage()
                + SEPARATOR
                + series.getProvider()
                + SEPARATOR
                + series.getModel()
                + SEPARATOR
                + series.getOutcome()
                + added("step", series.getStep())
                + added("source", series.getSource());
        return Utils.toPositive(Utils.murmur2(text.getBytes(StandardCharsets.UTF_8))) % partitions;
    }

    /** A dimension that came with a later release: series without it stay where they were. */
    private static String added(String name, String value) {
        return value.isEmpty() ? "" : SEPARATOR + name + SEPARATOR + value;
    }

    /** For a sink; records without a key go to every partition. */
    static <K, V> StreamPartitioner<K, V> by(Function<K, SeriesKey> series) {
        return (topic, key, value, partitions) ->
                Optional.of(key == null ? all(partitions) : Set.of(partition(series.apply(key), partitions)));
    }

    private static Set<Integer> all(int partitions) {
        return IntStream.range(0, partitions).boxed().collect(Collectors.toUnmodifiableSet());
    }
}
