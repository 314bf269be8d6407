package io.tokenweir.load.trace;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.Map;

import io.tokenweir.load.trace.RowFormat.BadRow;

/**
 * Time stamps as text, numbers of a unit or dates and times, counted from the first without losing a digit above the
 * nanosecond. None may lie before the one above it. Not thread-safe.
 */
final class RecordedTime {
    private static final Map<String, Integer> NANO_DIGITS = Map.of("s", 9, "ms", 6, "us", 3, "ns", 0);
    private static final DateTimeFormatter DATE = new DateTimeFormatterBuilder()
            .appendPattern("yyyy-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .optionalStart()
            .appendOffset("+HH:MM", "Z")
            .optionalEnd()
            .toFormatter();

    private final String unit;
    private BigDecimal first;
    private BigDecimal last;

    RecordedTime(String unit) {
        this.unit = unit;
    }

    long offsetNanos(String text, int column) {
        BigDecimal nanos = nanos(text.strip(), column);
        if (first == null) {
            first = nanos;
        } else if (nanos.compareTo(last) < 0) {
            throw new BadRow(column, "a time not before that of the row above (sort the file by it)");
        }
        last = nanos;
        return nanos.subtract(first).setScale(0, RoundingMode.HALF_EVEN).longValueExact();
    }

    private BigDecimal nanos(String text, int column) {
        try {
            return new BigDecimal(text).movePointRight(NANO_DIGITS.get(unit));
        } catch (NumberFormatException e) {
            return ofDate(text, column);
        }
    }

    private BigDecimal ofDate(String text, int column) {
        try {
            LocalDateTime time = LocalDateTime.parse(text.replace('T', ' '), DATE);
            return BigDecimal.valueOf(time.toEpochSecond(ZoneOffset.UTC))
                    .movePointRight(9)
                    .add(BigDecimal.valueOf(time.getNano()));
        } catch (DateTimeParseException e) {
            throw new BadRow(column, "a number of " + unit + ", or a time such as 2023-11-16 18:17:03.97996");
        }
    }
}
