package io.tokenweir.streams.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

import io.tokenweir.events.Aggregate;
import io.tokenweir.events.Distribution;
import io.tokenweir.events.Span;

/**
 * Every number in an aggregate under a name of its own, each bucket of each histogram too, so that they can be added up and
 * compared one by one. Walks the schema, so that a field added later is compared as well, and shares no code with the
 * topology or the histogram. Zeros are left out.
 */
final class Figures {
    private static final String LATE = "lateRecords";
    private static final String LOWEST = "lowestHeadroomPpm.";
    private static final String MIN = ".minNanos";
    private static final String MAX = ".maxNanos";

    private final TreeMap<String, Long> values = new TreeMap<>();

    static Figures of(Aggregate aggregate) {
        Figures figures = new Figures();
        figures.read("", aggregate);
        return figures;
    }

    /** What came late depends on who was slow, not on what happened. */
    long takeLate() {
        Long late = values.remove(LATE);
        return late == null ? 0 : late;
    }

    Figures add(Figures other) {
        other.values.forEach(this::merge);
        return this;
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    /** Names and values that differ, in words: wanted here, given there. */
    List<String> differences(Figures given) {
        List<String> sentences = new ArrayList<>();
        TreeMap<String, Long> all = new TreeMap<>(values);
        all.putAll(given.values);
        for (String name : all.keySet()) {
            long here = values.getOrDefault(name, 0L);
            long there = given.values.getOrDefault(name, 0L);
            if (here != there) {
                sentences.add("%s is %d, not %d".formatted(name, there, here));
            }
        }
        return sentences;
    }

    private void read(String prefix, SpecificRecord owner) {
        for (Schema.Field field : owner.getSchema().getFields()) {
            read(prefix + field.name(), field.pos() < 0 ? null : owner.get(field.pos()));
        }
    }

    private void read(String name, Object value) {
        if (value instanceof Distribution distribution) {
            buckets(name, distribution);
        } else if (value instanceof SpecificRecord inner) {
            read(name + ".", inner);
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, count) -> read(name + "." + key, count));
        } else if (value instanceof Number number) {
            merge(name, number.longValue());
        } else if (value != null) {
            throw new IllegalStateException(name + " is a " + value.getClass() + ", which nobody taught me to add up");
        }
    }

    private void buckets(String name, Distribution distribution) {
        if (distribution.getCount() == 0) {
            return;
        }
        merge(name + ".count", distribution.getCount());
        merge(name + ".sumNanos", distribution.getSumNanos());
        merge(name + ".zeros", distribution.getZeroCount());
        values.put(name + MIN, distribution.getMinNanos());
        values.put(name + MAX, distribution.getMaxNanos());
        int index = 0;
        int position = 0;
        long count = 0;
        for (Span span : distribution.getSpans()) {
            index += span.getOffset();
            for (int i = 0; i < span.getLength(); i++) {
                count += distribution.getDeltas().get(position++);
                merge(name + ".bucket" + index++ + ".schema" + distribution.getSchema$(), count);
            }
        }
    }

    private void merge(String name, long value) {
        if (name.endsWith(MIN) || name.startsWith(LOWEST)) {
            values.merge(name, value, Math::min);
        } else if (name.endsWith(MAX)) {
            values.merge(name, value, Math::max);
        } else if (value != 0) {
            values.merge(name, value, (a, b) -> a + b == 0 ? null : Long.valueOf(a + b));
        }
    }
}
