package io.tokenweir.connect.objects;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;

/**
 * Looks at some of the rows of an object before they are written, to find the columns whose values hardly repeat: times,
 * offsets, ids. A dictionary of those saves nothing, and looking up each value in it takes a tenth of the writing.
 */
final class ColumnSample extends RecordConsumer {
    private static final int ROWS = 256;
    /** Fewer values tell nothing. */
    private static final int ENOUGH = 64;

    private static final double HARDLY_REPEATED = 0.7;

    private final Deque<String> path = new ArrayDeque<>();
    private final Map<String, Values> columns = new LinkedHashMap<>();

    private static final class Values {
        private final Set<Object> distinct = new HashSet<>();
        private int count;
    }

    private ColumnSample() {}

    /** Columns (fields separated by dots) that are better written without a dictionary. */
    static Set<String> withoutDictionary(RowLayout layout, List<SinkRecord> rows) {
        ColumnSample sample = new ColumnSample();
        // Spread over all rows: neighbours are more alike than rows far apart.
        int step = Math.max(1, rows.size() / ROWS);
        for (int i = 0; i < rows.size(); i += step) {
            layout.write(rows.get(i), sample);
        }
        return sample.columns.entrySet().stream()
                .filter(column -> column.getValue().count >= ENOUGH)
                .filter(column -> column.getValue().distinct.size() > HARDLY_REPEATED * column.getValue().count)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private void note(Object value) {
        Values values = columns.computeIfAbsent(String.join(".", path), column -> new Values());
        values.count++;
        values.distinct.add(value);
    }

    @Override
    public void startField(String field, int index) {
        path.addLast(field);
    }

    @Override
    public void endField(String field, int index) {
        path.removeLast();
    }

    @Override
    public void addInteger(int value) {
        note(value);
    }

    @Override
    public void addLong(long value) {
        note(value);
    }

    @Override
    public void addBoolean(boolean value) {
        note(value);
    }

    @Override
    public void addBinary(Binary value) {
        note(value);
    }

    @Override
    public void addFloat(float value) {
        note(value);
    }

    @Override
    public void addDouble(double value) {
        note(value);
    }

    @Override
    public void startMessage() {}

    @Override
    public void endMessage() {}

    @Override
    public void startGroup() {}

    @Override
    public void endGroup() {}
}
