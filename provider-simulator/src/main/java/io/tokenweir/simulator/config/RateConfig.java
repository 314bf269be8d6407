package io.tokenweir.simulator.config;

/**
 * Calls that one client address may make.
 *
 * @param perSecond 0: no limit
 * @param burst calls that a rested client may make at once
 */
public record RateConfig(double perSecond, int burst) {

    /** No limit. */
    public static RateConfig unlimited() {
        return new RateConfig(0, 1);
    }
}
