package io.tokenweir.provision.log;

/**
 * What a step cost.
 *
 * @param latencyNanos retries and pacing included
 * @param status last HTTP status; 0 when there was none
 */
public record StepReport(String step, long latencyNanos, int calls, int refused, int status) {
    /** A step that called nobody. */
    public static StepReport silent(String step) {
        return new StepReport(step, 0, 0, 0, 0);
    }
}
