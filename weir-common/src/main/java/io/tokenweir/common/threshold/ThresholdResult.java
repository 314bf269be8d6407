package io.tokenweir.common.threshold;

/**
 * What became of one threshold.
 *
 * @param threshold as it was written
 * @param measured null when there was nothing to measure
 * @param bound in the same unit
 * @param unit {@code ms}, {@code /s}, or empty
 * @param reason why it is not measured, or what else is to be said; null when there is nothing
 * @param abortOnFail whether it could end the run
 * @param abortedAtSecond the second of the run at whose end it did; null when it did not
 */
public record ThresholdResult(
        String threshold,
        Status status,
        Double measured,
        double bound,
        String unit,
        String reason,
        boolean abortOnFail,
        Integer abortedAtSecond) {

    /** How it ended. Only {@link #PASSED} passes. */
    public enum Status {
        PASSED,
        FAILED,
        /** Nothing that can be trusted says whether it holds. */
        NOT_MEASURED
    }

    /** The same, said of a segment of a continuous run. */
    public ThresholdResult inSegment(int segment) {
        return new ThresholdResult(
                "segment " + segment + ", " + threshold,
                status,
                measured,
                bound,
                unit,
                reason,
                abortOnFail,
                abortedAtSecond);
    }

    public boolean passed() {
        return status == Status.PASSED;
    }
}
