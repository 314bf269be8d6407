package io.tokenweir.report.limiter;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * One thing that was found out of a limiter.
 *
 * @param value what it is
 * @param low lower end of the interval in which a number must lie by the probes; null where it is none
 * @param high its upper end; null where there is none
 * @param confidence from 0 to 1, that the value is right; from refusals and admissions, and raised by headers only where
 *     they agree
 * @param evidence which probes say so, in words
 * @param headersSay what headers claim of the same thing; null when they are silent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Finding<T>(T value, Double low, Double high, double confidence, String evidence, String headersSay) {

    /** A finding that is no number and of which headers say nothing. */
    public static <T> Finding<T> of(T value, double confidence, String evidence) {
        return new Finding<>(value, null, null, confidence, evidence, null);
    }

    /** The same beside what headers claim. */
    public Finding<T> beside(String claim) {
        return new Finding<>(value, low, high, confidence, evidence, claim);
    }
}
