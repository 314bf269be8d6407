package io.tokenweir.common.scenario;

import com.fasterxml.jackson.annotation.JsonCreator;

/**
 * A token bucket of retries that all requests of a scenario share. A plain number is the ratio.
 *
 * @param ratio retries earned by each first attempt (0.2: one in five)
 * @param perSecond retries earned by each second beside
 * @param initial retries in the bucket at the start
 * @param burst most that the bucket holds
 */
public record RetryBudgetSpec(Double ratio, Double perSecond, Double initial, Double burst) {
    @JsonCreator
    public RetryBudgetSpec {
        ratio = ratio == null ? 0.2 : ratio;
        perSecond = perSecond == null ? 0 : perSecond;
        initial = initial == null ? 10 : initial;
        burst = burst == null ? Math.max(100, initial) : burst;
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static RetryBudgetSpec of(double ratio) {
        return new RetryBudgetSpec(ratio, null, null, null);
    }
}
