package io.tokenweir.report.query;

import java.util.ArrayList;
import java.util.List;

import org.apache.avro.generic.IndexedRecord;

/** A table whose columns are as wide as its rows need so far; a wider cell that comes later widens the rows from there on. */
final class TableWriter implements RowWriter {
    private static final String GAP = "  ";

    private final List<FieldPath> columns;
    private final int[] widths;
    private final boolean[] right;

    TableWriter(List<FieldPath> columns) {
        this.columns = columns;
        this.widths = new int[columns.size()];
        this.right = new boolean[columns.size()];
        for (int i = 0; i < right.length; i++) {
            right[i] = columns.get(i).isNumber() && !columns.get(i).last().endsWith("Micros");
        }
    }

    @Override
    public List<String> begin(List<IndexedRecord> records) {
        List<String> headings = columns.stream().map(TableCell::heading).toList();
        measure(headings);
        for (IndexedRecord record : records) {
            measure(cells(record));
        }
        List<String> lines = new ArrayList<>();
        lines.add(line(headings));
        records.forEach(record -> lines.add(row(record)));
        return lines;
    }

    @Override
    public String row(IndexedRecord record) {
        List<String> cells = cells(record);
        measure(cells);
        return line(cells);
    }

    private List<String> cells(IndexedRecord record) {
        return columns.stream()
                .map(column -> TableCell.of(column, column.of(record)))
                .toList();
    }

    private void measure(List<String> cells) {
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(widths[i], cells.get(i).length());
        }
    }

    private String line(List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String space = " ".repeat(Math.max(0, widths[i] - cells.get(i).length()));
            line.append(i == 0 ? "" : GAP).append(right[i] ? space + cells.get(i) : cells.get(i) + space);
        }
        return line.toString().stripTrailing();
    }
}
