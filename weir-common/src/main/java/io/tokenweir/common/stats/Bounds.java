package io.tokenweir.common.stats;

/**
 * Between what the truth lies with a confidence of 95 %, as far as chance is concerned.
 *
 * @param low null when there are too few values to have a bound
 * @param high likewise
 * @param degrees of freedom behind the width, by which two intervals are joined; null when it was not estimated from the
 *     scatter between seconds
 */
public record Bounds(Double low, Double high, Double degrees) {
    /** Nothing can be said. */
    public static final Bounds OPEN = new Bounds(null, null, null);
}
