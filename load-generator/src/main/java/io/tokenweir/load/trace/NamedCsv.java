package io.tokenweir.load.trace;

import java.util.Arrays;
import java.util.List;

import io.tokenweir.common.scenario.TraceSpec.Columns;

/**
 * A CSV whose first line names its columns: a user's own, or BurstGPT's ({@code Timestamp} in s, {@code Model},
 * {@code Request tokens}, {@code Response tokens}, {@code Total tokens}, {@code Log Type}, from version 2 on with
 * {@code Session ID} and {@code Elapsed time}), which keeps failed requests as rows of 0 response tokens.
 */
final class NamedCsv implements RowFormat {
    static final Columns BURST_GPT = new Columns("Timestamp", "Request tokens", "Response tokens", "s");

    private final Columns columns;
    private final boolean skipFailures;
    private final RecordedTime time;
    private int[] places;
    private int width;

    /** @param skipFailures pass rows of 0 output tokens over */
    NamedCsv(Columns columns, boolean skipFailures) {
        this.columns = columns;
        this.skipFailures = skipFailures;
        this.time = new RecordedTime(columns.timeUnit());
    }

    @Override
    public TraceRow row(String line, long lineNumber) {
        if (line.isBlank()) {
            return null;
        }
        String[] cells = line.split(",", -1);
        if (places == null) {
            header(cells);
            return null;
        }
        if (cells.length != width) {
            throw new BadRow(1, width + " columns as in the header, not " + cells.length);
        }
        long offset = time.offsetNanos(text(cells[places[0]]), column(cells, places[0]));
        int input = tokens(cells, places[1]);
        int output = tokens(cells, places[2]);
        return skipFailures && output == 0 ? null : TraceRow.lengths(offset, input, output, TraceRow.NO_PREFIXES);
    }

    private void header(String[] cells) {
        List<String> names = Arrays.stream(cells).map(NamedCsv::text).toList();
        places = new int[] {
            place(names, columns.timestamp()), place(names, columns.inputTokens()), place(names, columns.outputTokens())
        };
        width = cells.length;
    }

    private static int place(List<String> names, String wanted) {
        int place = names.indexOf(wanted);
        if (place < 0) {
            throw new WrongFile(
                    1,
                    "the header has no column '" + wanted + "', only " + String.join(", ", names)
                            + "; name them under 'columns' as the file does.");
        }
        return place;
    }

    private static int tokens(String[] cells, int place) {
        return WholeNumber.of(text(cells[place]), column(cells, place));
    }

    private static String text(String cell) {
        String text = cell.strip();
        boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1) : text;
    }

    private static int column(String[] cells, int place) {
        return Arrays.stream(cells, 0, place)
                        .mapToInt(cell -> cell.length() + 1)
                        .sum()
                + 1;
    }
}
