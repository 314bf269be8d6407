package io.tokenweir.report.check;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Locale;

/**
 * One thing that is counted in several places.
 *
 * @param outcome outcome class for {@link Kind#REQUESTS} and {@link Kind#ATTEMPTS}, empty otherwise
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
        ARRIVALS("arrivals"),
        INPUT_TOKENS("input tokens"),
        OUTPUT_TOKENS("output tokens"),
        COST("cost"),
        REQUEST_CONTENT("contents, weir.requests"),
        METRIC_ROWS("rows, weir.metrics"),
        METRIC_CONTENT("contents, weir.metrics");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        /** A sum of 64-bit hashes: shown in hexadecimal, and without order. */
        boolean isHash() {
            return this == RECORD_HASH || this == REQUEST_CONTENT || this == METRIC_CONTENT;
        }
    }

    private static final int PICO_DIGITS = 12;
    private static final Comparator<Quantity> ORDER =
            Comparator.comparing(Quantity::kind).thenComparing(Quantity::outcome);

    static Quantity of(Kind kind) {
        return new Quantity(kind, "");
    }

    /** As a reader of the table sees it, e.g. {@code requests OK}. */
    public String title() {
        return outcome.isEmpty() ? kind.title : kind.title + " " + outcome;
    }

    /** A value of this quantity as text; cost in the currency, with all its digits. */
    public String text(Number value) {
        if (value instanceof Double) {
            return value.toString();
        }
        if (kind == Kind.COST) {
            return BigDecimal.valueOf(value.longValue(), PICO_DIGITS)
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
        double expected = kind == Kind.COST ? reference.longValue() / 1e12 : (double) reference.longValue();
        return Double.compare(expected, other.doubleValue()) == 0;
    }

    @Override
    public int compareTo(Quantity other) {
        return ORDER.compare(this, other);
    }
}
