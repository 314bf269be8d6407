package io.tokenweir.report.check;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * One thing that is counted in several places.
 *
 * @param outcome of kinds that are counted by class: the outcome, axis, path, limit, stage, step or amount; empty otherwise
 */
public record Quantity(Kind kind, String outcome) implements Comparable<Quantity> {

    /** What is counted. Contents are order-independent sums of digests of whole rows, by field name and value. */
    public enum Kind {
        RECORDS("records"),
        REQUEST_RECORDS("records, weir.requests"),
        TOKEN_RECORDS("records, weir.tokens"),
        RECORD_HASH("record hash"),
        REQUESTS("requests"),
        ATTEMPTS("attempts"),
        THROTTLED("throttled"),
        ATTEMPTED_REQUESTS("requests attempted"),
        ENDED_ATTEMPTS("attempts of them"),
        RETRIED_REQUESTS("requests retried"),
        REQUESTS_BY_PATH("requests by path"),
        DECISIONS("decisions"),
        ASKED_WAITS("waits asked for"),
        EARLY_WAITS("waits too short"),
        EARLY_NANOS("too short by, s"),
        LATE_WAITS("waits too long"),
        BEYOND_NANOS("longer by, s"),
        LIMIT_ANSWERS("limit told"),
        HEADROOM("headroom, ppm"),
        LEAST_HEADROOM("least headroom, ppm"),
        ARRIVALS("arrivals"),
        INPUT_TOKENS("input tokens"),
        CACHED_INPUT_TOKENS("cached input tokens"),
        OUTPUT_TOKENS("output tokens"),
        REASONING_TOKENS("reasoning tokens"),
        GOOD_REQUESTS("good requests"),
        GOOD_OUTPUT_TOKENS("good output tokens"),
        COST("cost"),
        WASTED_COST("wasted cost"),
        STAGE_REQUESTS("requests of"),
        STAGE_ATTEMPTS("attempts of"),
        STAGE_ARRIVALS("arrivals of"),
        STAGE_OUTPUT_TOKENS("output tokens of"),
        STAGE_COST("cost of"),
        KEYS("keys"),
        KEY_AMOUNTS("sum over keys,"),
        KEY_SPREADS("spread over keys,"),
        STEPS("steps"),
        STEP_CALLS("calls of"),
        STEP_REFUSED_CALLS("refused calls of"),
        STEP_NANOS("seconds in"),
        STEP_FAILURES("accounts failed,"),
        STEP_RETRIES("steps repeated,"),
        STATES_ENTERED("accounts into"),
        REQUEST_CONTENT("contents, weir.requests"),
        METRIC_ROWS("rows, weir.metrics"),
        METRIC_CONTENT("contents, weir.metrics");

        private static final Set<Kind> HASHES = EnumSet.of(RECORD_HASH, KEY_SPREADS, REQUEST_CONTENT, METRIC_CONTENT);
        private static final Set<Kind> NANOS = EnumSet.of(EARLY_NANOS, BEYOND_NANOS, STEP_NANOS);
        private static final Set<Kind> COSTS = EnumSet.of(COST, WASTED_COST, STAGE_COST);
        private static final Set<Kind> SHOWN_AT_ZERO = EnumSet.of(
                RECORDS,
                REQUEST_RECORDS,
                TOKEN_RECORDS,
                RECORD_HASH,
                ARRIVALS,
                INPUT_TOKENS,
                OUTPUT_TOKENS,
                COST,
                REQUEST_CONTENT,
                METRIC_ROWS,
                METRIC_CONTENT);

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        /** A sum of 64-bit hashes: shown in hexadecimal, and without order. */
        boolean isHash() {
            return HASHES.contains(this);
        }

        /** In 10^-12 of the currency. */
        boolean isCost() {
            return COSTS.contains(this);
        }

        /** How many digits behind the point its unit has. */
        private int digits() {
            return isCost() ? PICO_DIGITS : NANOS.contains(this) ? NANO_DIGITS : 0;
        }

        /** Not a sum but the smallest there was; then zero is an amount like any other. */
        boolean isLeast() {
            return this == LEAST_HEADROOM;
        }

        /** Whether it has a row when nobody counted any. */
        boolean isShownAtZero() {
            return SHOWN_AT_ZERO.contains(this);
        }
    }

    private static final int PICO_DIGITS = 12;
    private static final int NANO_DIGITS = 9;
    private static final Comparator<Quantity> ORDER =
            Comparator.comparing(Quantity::kind).thenComparing(Quantity::outcome);

    static Quantity of(Kind kind) {
        return new Quantity(kind, "");
    }

    /** As a reader of the table sees it, e.g. {@code requests OK}. */
    public String title() {
        return outcome.isEmpty() ? kind.title : kind.title + " " + outcome;
    }

    /** A value of this quantity as text; cost in the currency and durations in seconds, with all their digits. */
    public String text(Number value) {
        if (value instanceof Double) {
            return value.toString();
        }
        if (kind.digits() > 0) {
            return BigDecimal.valueOf(value.longValue(), kind.digits())
                    .stripTrailingZeros()
                    .toPlainString();
        }
        return String.format(Locale.ROOT, kind.isHash() ? "%016x" : "%,d", value.longValue());
    }

    /**
     * Whether two sources say the same. Integers must be equal; a float64 (Prometheus) must be what the integer becomes by
     * conversion, for cost in whole units of the currency.
     */
    boolean same(Number reference, Number other) {
        if (reference instanceof Double || !(other instanceof Double)) {
            return reference.equals(other);
        }
        double expected = kind.isCost() ? reference.longValue() / 1e12 : (double) reference.longValue();
        return Double.compare(expected, other.doubleValue()) == 0;
    }

    @Override
    public int compareTo(Quantity other) {
        return ORDER.compare(this, other);
    }
}
