package io.tokenweir.load.trace;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
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

    /** As many as a long has: nothing longer can be sent after. */
    private static final int MOST_DIGITS = 19;

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
        try {
            return nanos.subtract(first).setScale(0, RoundingMode.HALF_EVEN).longValueExact();
        } catch (ArithmeticException e) {
            throw tooFar(column);
        }
    }

    private BigDecimal nanos(String text, int column) {
        BigDecimal number;
        try {
            number = new BigDecimal(text);
        } catch (NumberFormatException e) {
            return ofDate(text, column);
        }
        // 1e999999999 is short to write, and a gigabyte to calculate with
        int digits = NANO_DIGITS.get(unit);
        if ((long) number.precision() - number.scale() + digits > MOST_DIGITS || number.scale() > 2 * MOST_DIGITS) {
            throw tooFar(column);
        }
        return number.movePointRight(digits);
    }

    private static BadRow tooFar(int column) {
        return new BadRow(column, "a time within 292 years, and no more than 38 digits behind the point");
    }

    private BigDecimal ofDate(String text, int column) {
        try {
            Instant time = instant(DATE.parseBest(text.replace('T', ' '), OffsetDateTime::from, LocalDateTime::from));
            return BigDecimal.valueOf(time.getEpochSecond()).movePointRight(9).add(BigDecimal.valueOf(time.getNano()));
        } catch (DateTimeParseException e) {
            throw new BadRow(column, "a number of " + unit + ", or a time such as 2023-11-16 18:17:03.97996");
        }
    }

    /** A time without an offset is taken for one of UTC, so that no hour is missing or double. */
    private static Instant instant(TemporalAccessor time) {
        return time instanceof OffsetDateTime known
                ? known.toInstant()
                : ((LocalDateTime) time).toInstant(ZoneOffset.UTC);
    }
}
