package io.tokenweir.report.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The outcome of the ledger check.
 *
 * @param sources the columns of the table, in order
 * @param rows one per quantity, then one per distribution
 * @param differences every difference found, each in one sentence, the most telling first
 * @param notes what was taken into account and is no difference, e.g. how the maybe set was resolved
 */
public record CheckResult(
        String runId, List<Source> sources, List<Row> rows, List<String> differences, List<String> notes) {

    /**
     * One row of the table.
     *
     * @param cells by source; a source that cannot know the quantity is absent
     */
    public record Row(String title, Map<Source, Cell> cells) {
        public boolean equal() {
            return cells.values().stream().allMatch(Cell::equal);
        }
    }

    /** What one source says, and whether that is what the reference says. */
    public record Cell(String text, boolean equal) {}

    /** Whether every row is equal and nothing else was found. */
    public boolean equal() {
        return differences.isEmpty();
    }

    /** The first difference, in one sentence. */
    public Optional<String> firstDifference() {
        return differences.stream().findFirst();
    }

    /** One line for the end of a run and for the runbook. */
    public String line() {
        if (equal()) {
            return "Ledger check: equal in all %d rows across %d sources.".formatted(rows.size(), sources.size());
        }
        return "Ledger check: NOT equal. " + differences.get(0);
    }
}
