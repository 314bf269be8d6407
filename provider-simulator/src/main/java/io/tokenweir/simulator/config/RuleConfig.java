package io.tokenweir.simulator.config;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

import io.tokenweir.limits.Axis;
import io.tokenweir.limits.Charge;
import io.tokenweir.limits.Settlement;

/**
 * One limit, in full.
 *
 * @param name by which headers and messages refer to it
 * @param counts what it counts
 * @param limit how much is allowed per window; dollars where it counts money
 * @param seconds length of the window; 0: a minute, or that of the calendar
 * @param calendar HOURS, DAYS, WEEKS, MONTHS or YEARS, where the window follows the calendar
 * @param zone whose midnight counts; UTC if null
 * @param window how use ages; ALIGNED with a calendar and TOKEN_BUCKET without one if null
 * @param charge what a request costs at admission; the usual one for what is counted if null
 * @param settle what becomes of that charge in the end; the usual one for the charge if null
 * @param scope whose use is counted together; that of the model's other limits if null
 * @param pool models whose rules name the same pool share the limit; each has its own if null
 */
public record RuleConfig(
        String name,
        Axis counts,
        double limit,
        long seconds,
        ChronoUnit calendar,
        String zone,
        LimitConfig.Window window,
        Charge charge,
        Settlement settle,
        LimitConfig.Scope scope,
        String pool,
        double sliceSeconds,
        double outputBurn,
        boolean countRefused) {

    public RuleConfig {
        if (limit < 0 || seconds < 0) {
            throw new IllegalArgumentException("limit and seconds must be 0 or more");
        }
        if (zone != null) {
            try {
                ZoneId.of(zone);
            } catch (DateTimeException e) {
                throw new IllegalArgumentException("there is no time zone '" + zone + "'", e);
            }
        }
    }
}
