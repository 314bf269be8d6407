package io.tokenweir.limits;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/**
 * The length of a limit's window, and where such windows begin on the clock.
 *
 * @param length its length; of a month or a year, a typical one
 * @param calendar the unit of the calendar that it follows; null when it is just a length, counted from the epoch
 * @param zone whose midnight counts
 */
public record Period(Duration length, ChronoUnit calendar, ZoneId zone) {
    public static final Period MINUTE = ofSeconds(60);
    public static final Period DAY = ofSeconds(86_400);

    public static Period ofSeconds(long seconds) {
        return new Period(Duration.ofSeconds(seconds), null, ZoneOffset.UTC);
    }

    /** Hours, days, weeks (from Monday), months or years of the calendar. */
    public static Period of(ChronoUnit calendar, ZoneId zone) {
        return new Period(calendar.getDuration(), calendar, zone);
    }

    long nanos() {
        return length.toNanos();
    }

    /** The end of the period that {@code instant} lies in. */
    Instant endOf(Instant instant) {
        if (calendar == null) {
            long millis = length.toMillis();
            return Instant.ofEpochMilli((Math.floorDiv(instant.toEpochMilli(), millis) + 1) * millis);
        }
        ZonedDateTime at = instant.atZone(zone);
        ZonedDateTime start = switch (calendar) {
            case HOURS -> at.truncatedTo(ChronoUnit.HOURS);
            case WEEKS -> at.truncatedTo(ChronoUnit.DAYS).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTHS -> at.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1);
            case YEARS -> at.truncatedTo(ChronoUnit.DAYS).withDayOfYear(1);
            default -> at.truncatedTo(ChronoUnit.DAYS);
        };
        return start.plus(1, calendar).toInstant();
    }
}
