package io.tokenweir.common.threshold;

/**
 * What is known of the figure that a threshold is about.
 *
 * @param value null when there is none
 * @param missing why there is none; null otherwise
 * @param everything for durations, the figure with the seconds in which the meter was not well, which {@code value} leaves out
 * @param errorBound by how much the meter may have made {@code value} too long; null when it is not known, or exact
 */
public record Reading(Double value, String missing, Double everything, Double errorBound) {
    /** An exact figure, such as a count. */
    public static Reading of(double value) {
        return new Reading(value, null, value, null);
    }

    public static Reading missing(String why) {
        return new Reading(null, why, null, null);
    }
}
