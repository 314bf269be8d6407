package io.tokenweir.common.threshold;

/** Seconds of a run by the meter's verdict on itself. @param valid of the total; the rest is suspect or invalid */
public record MeterSeconds(int total, int valid, int invalid) {
    private static final int INVALID_SHARE = 2;

    /** More than half of them invalid: what is left is no fair sample of the run. */
    boolean tooManyInvalid() {
        return invalid * INVALID_SHARE > total;
    }
}
