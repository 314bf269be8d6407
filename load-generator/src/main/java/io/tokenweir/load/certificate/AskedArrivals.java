package io.tokenweir.load.certificate;

import io.tokenweir.load.schedule.RateCurve;

/**
 * The arrival process that was asked for.
 *
 * @param text in words, e.g. {@code poisson arrivals, 200/s}
 * @param shape of the gamma distribution of gaps; 1 for Poisson; infinite when every start was fixed beforehand
 * @param curve arrivals expected by each instant; null for a trace, which has nothing but its own instants
 * @param instances of which one sent every n-th arrival
 */
public record AskedArrivals(String scenario, String text, double shape, RateCurve curve, int instances) {
    /** Gaps are drawn at random. */
    boolean random() {
        return Double.isFinite(shape);
    }
}
