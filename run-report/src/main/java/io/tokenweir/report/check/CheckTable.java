package io.tokenweir.report.check;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import io.tokenweir.report.check.CheckResult.Cell;
import io.tokenweir.report.check.CheckResult.Row;

/**
 * The result as a table for a terminal: one row per quantity, one column per source, at most 140 columns wide. A cell that
 * parts from the reference is marked with an exclamation mark; hashes are cut to their first eight digits.
 */
public final class CheckTable {
    private static final String UNKNOWN = "\u2014";
    private static final int HASH_DIGITS = 8;
    private static final int HEAD_LINES = 2;
    private static final int MAX_WIDTH = 140;
    private static final int TITLE_WIDTH = 32;

    private CheckTable() {}

    public static String render(CheckResult result) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(head(result, ""));
        lines.add(head(result, "quantity"));
        for (Row row : result.rows()) {
            lines.add(line(result, row));
        }
        int[] widths = new int[lines.get(0).size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        String gap = width(widths, "  ") <= MAX_WIDTH ? "  " : " ";
        StringBuilder text =
                new StringBuilder("Ledger check of run ").append(result.runId()).append("\n\n");
        for (int i = 0; i < lines.size(); i++) {
            append(text, lines.get(i), widths, gap);
            if (i + 1 == HEAD_LINES) {
                text.append("\u2500".repeat(width(widths, gap))).append('\n');
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

    /** Sources are named over two lines: all words but the last above, the last below. */
    private static List<String> head(CheckResult result, String first) {
        List<String> head = new ArrayList<>(List.of(first));
        for (Source source : result.sources()) {
            int last = source.title().lastIndexOf(' ');
            head.add(
                    first.isEmpty()
                            ? source.title().substring(0, Math.max(0, last))
                            : source.title().substring(last + 1));
        }
        head.add("");
        return head;
    }

    private static List<String> line(CheckResult result, Row row) {
        List<String> line = new ArrayList<>(List.of(fitting(row.title())));
        for (Source source : result.sources()) {
            Cell cell = row.cells().get(source);
            line.add(cell == null ? UNKNOWN : (cell.equal() ? "" : "! ") + shortened(cell.text()));
        }
        line.add(row.equal() ? "equal" : "NOT EQUAL");
        return line;
    }

    /** The middle is what names of stages have in common soonest. */
    private static String fitting(String title) {
        int half = TITLE_WIDTH / 2;
        return title.length() <= TITLE_WIDTH
                ? title
                : title.substring(0, half) + "\u2026" + title.substring(title.length() - half + 1);
    }

    private static String shortened(String text) {
        return text.matches("[0-9a-f]{16}") ? text.substring(0, HASH_DIGITS) : text;
    }

    private static void append(StringBuilder text, List<String> cells, int[] widths, String gap) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String padding = " ".repeat(widths[i] - cells.get(i).length());
            boolean left = i == 0 || i == widths.length - 1;
            line.append(left ? cells.get(i) + padding : padding + cells.get(i)).append(gap);
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }

    private static int width(int[] widths, String gap) {
        return IntStream.of(widths).sum() + gap.length() * (widths.length - 1);
    }
}
