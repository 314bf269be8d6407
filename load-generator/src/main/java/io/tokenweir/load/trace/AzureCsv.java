package io.tokenweir.load.trace;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;

/** The Azure LLM inference traces: {@code TIMESTAMP,ContextTokens,GeneratedTokens}, time stamps in steps of 100 ns. */
final class AzureCsv implements RowFormat {
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("yyyy-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .optionalStart()
            .appendOffset("+HH:MM", "+00:00")
            .optionalEnd()
            .toFormatter();

    private LocalDateTime first;
    private LocalDateTime last;

    @Override
    public TraceRow row(String line, long lineNumber) {
        if (line.isBlank() || lineNumber == 1 && line.startsWith("TIMESTAMP")) {
            return null;
        }
        String[] cells = line.split(",", -1);
        if (cells.length != 3) {
            throw new BadRow(1, "three columns TIMESTAMP,ContextTokens,GeneratedTokens");
        }
        LocalDateTime time;
        try {
            time = LocalDateTime.parse(cells[0].strip(), TIME);
        } catch (DateTimeParseException e) {
            throw new BadRow(1, "a time such as 2023-11-16 18:17:03.9799600");
        }
        int input = WholeNumber.of(cells[1], cells[0].length() + 2);
        int output = WholeNumber.of(cells[2], cells[0].length() + cells[1].length() + 3);
        if (first == null) {
            first = time;
        } else if (time.isBefore(last)) {
            throw new BadRow(1, "a time not before that of the row above (sort the file by it)");
        }
        last = time;
        return TraceRow.lengths(nanosBetween(first, time), input, output, TraceRow.NO_PREFIXES);
    }

    private static long nanosBetween(LocalDateTime from, LocalDateTime to) {
        return (to.toEpochSecond(ZoneOffset.UTC) - from.toEpochSecond(ZoneOffset.UTC)) * 1_000_000_000L
                + to.getNano()
                - from.getNano();
    }
}
