package io.tokenweir.report.check;

import java.util.ArrayList;
import java.util.List;

import io.tokenweir.report.check.CheckResult.Cell;
import io.tokenweir.report.check.CheckResult.Row;

/**
 * The result as a table for a terminal: one row per quantity, one column per source, at most 140 columns wide. A cell that
 * parts from the reference is marked with an exclamation mark; hashes are cut to their first eight digits.
 */
public final class CheckTable {
    private static final String UNKNOWN = "\u2014";
    private static final int HASH_DIGITS = 8;

    private CheckTable() {}

    public static String render(CheckResult result) {
        List<List<String>> lines = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("quantity"));
        result.sources().forEach(source -> head.add(source.title()));
        head.add("");
        lines.add(head);
        for (Row row : result.rows()) {
            lines.add(line(result, row));
        }
        int[] widths = new int[head.size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        StringBuilder text =
                new StringBuilder("Ledger check of run ").append(result.runId()).append("\n\n");
        for (int i = 0; i < lines.size(); i++) {
            append(text, lines.get(i), widths);
            if (i == 0) {
                rule(text, widths);
            }
        }
        text.append('\n').append(result.line()).append('\n');
        result.differences().stream()
                .skip(1)
                .limit(9)
                .forEach(more -> text.append("  also: ").append(more).append('\n'));
        result.notes().forEach(note -> text.append("  note: ").append(note).append('\n'));
        return text.toString();
    }

    private static List<String> line(CheckResult result, Row row) {
        List<String> line = new ArrayList<>(List.of(row.title()));
        for (Source source : result.sources()) {
            Cell cell = row.cells().get(source);
            line.add(cell == null ? UNKNOWN : (cell.equal() ? "" : "! ") + shortened(cell.text()));
        }
        line.add(row.equal() ? "equal" : "NOT EQUAL");
        return line;
    }

    private static String shortened(String text) {
        return text.matches("[0-9a-f]{16}") ? text.substring(0, HASH_DIGITS) : text;
    }

    private static void append(StringBuilder text, List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String padding = " ".repeat(widths[i] - cells.get(i).length());
            boolean left = i == 0 || i == widths.length - 1;
            line.append(left ? cells.get(i) + padding : padding + cells.get(i)).append("  ");
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }

    private static void rule(StringBuilder text, int[] widths) {
        int width = -2;
        for (int column : widths) {
            width += column + 2;
        }
        text.append("\u2500".repeat(width)).append('\n');
    }
}
