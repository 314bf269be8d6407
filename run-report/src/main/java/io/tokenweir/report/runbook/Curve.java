package io.tokenweir.report.runbook;

import java.util.List;

import io.tokenweir.common.expect.LoadAt.Axis;

/**
 * Probability of being shed, and the share of requests that took the chosen path, against the load that was offered.
 *
 * @param axis what the load is counted in
 * @param path the chosen path in words; empty when there is none
 * @param method how the shares and their intervals were come by
 */
public record Curve(Axis axis, String path, List<Point> points, String method) {
    /**
     * All that was offered within a range of loads.
     *
     * @param level load in the middle of the range, or the mean over it
     * @param attempts that were made there
     * @param shed share of them that was refused
     * @param low of the 95 % interval; null when there are too few seconds to tell
     * @param path share of the requests that ended there which took the chosen path; null when not known
     * @param falling whether it was measured on the way down
     */
    public record Point(
            double level, long attempts, double shed, Double low, Double high, Double path, boolean falling) {}

    boolean drawable() {
        return points.size() > 1;
    }
}
