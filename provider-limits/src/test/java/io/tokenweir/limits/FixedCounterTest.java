package io.tokenweir.limits;

import static io.tokenweir.limits.Holder.MINUTE;
import static io.tokenweir.limits.Holder.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FixedCounterTest {
    private static final LimitRule QUOTA = LimitRule.of("quota", Axis.QUOTA, 100, Period.ofSeconds(3600))
            .counted(Counting.FIXED)
            .charged(Charge.PROMPT_UNASKED, Settlement.EXACT);

    @Test
    void letsTheUseThatCrossesTheLinePassAndRefusesTheNext() {
        Holder holder = new Holder(QUOTA);
        holder.use(0, 90, 0);
        assertThat(holder.state(1).remaining()).isEqualTo(10);

        holder.use(10, 50, 50);

        assertThat(holder.admit(10, 1).refusal().orElseThrow().waitNanos()).isEqualTo(60 * MINUTE - 10);
        assertThat(holder.state(10).remaining()).isZero();
    }

    @Test
    void beginsWithItsFirstUse() {
        Holder holder = new Holder(QUOTA);
        holder.use(5, 200, 0);

        assertThat(holder.admit(60 * MINUTE + 4, 1).refusal().orElseThrow().waitNanos())
                .isEqualTo(1);
        assertThat(holder.state(60 * MINUTE + 5).remaining()).isEqualTo(100);
    }

    @Test
    void endsOnTheMinuteWhereWindowsAreAligned() {
        Holder holder = new Holder(Holder.tokens(100).counted(Counting.ALIGNED));
        holder.admit(59 * SECOND, 100);

        assertThat(holder.admit(59 * SECOND, 1).refusal().orElseThrow().waitNanos())
                .isEqualTo(SECOND);
        assertThat(holder.admit(60 * SECOND, 100).admitted()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "HOURS, UTC, 2026-11-30T12:34:56Z, 2026-11-30T13:00:00Z",
        "DAYS, UTC, 2026-11-30T12:34:56Z, 2026-12-01T00:00:00Z",
        "DAYS, America/Los_Angeles, 2026-11-30T12:34:56Z, 2026-12-01T08:00:00Z",
        "WEEKS, UTC, 2026-11-29T12:34:56Z, 2026-11-30T00:00:00Z",
        "WEEKS, UTC, 2026-11-30T00:00:00Z, 2026-12-07T00:00:00Z",
        "MONTHS, UTC, 2026-02-28T23:59:59Z, 2026-03-01T00:00:00Z",
        "YEARS, UTC, 2026-11-30T12:34:56Z, 2027-01-01T00:00:00Z"
    })
    void followsTheCalendar(ChronoUnit unit, String zone, Instant at, Instant end) {
        assertThat(Period.of(unit, ZoneId.of(zone)).endOf(at)).isEqualTo(end);
    }

    @Test
    void countsSlicesFromTheEpoch() {
        assertThat(new Period(java.time.Duration.ofSeconds(10), null, ZoneOffset.UTC)
                        .endOf(Instant.parse("2026-11-30T00:00:09.999Z")))
                .isEqualTo(Instant.parse("2026-11-30T00:00:10Z"));
    }
}
