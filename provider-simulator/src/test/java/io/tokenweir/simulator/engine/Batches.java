package io.tokenweir.simulator.engine;

import java.util.Arrays;

/**
 * The mean of a simulation's output and how far the true one may lie from it. Neighbouring values hang together, so the spread
 * is taken from the means of long batches, which hardly do (Law, Simulation Modeling and Analysis, section 9.5).
 */
final class Batches {
    private static final int BATCHES = 20;
    /** Student's t with 19 degrees of freedom: outside lies one run in 10,000. */
    private static final double T = 4.9;

    private Batches() {}

    static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    /** Of the band around the mean in which the true mean lies. */
    static double halfWidth(double[] values) {
        int size = values.length / BATCHES;
        double[] means = new double[BATCHES];
        Arrays.setAll(means, i -> mean(Arrays.copyOfRange(values, i * size, (i + 1) * size)));
        double all = mean(means);
        double variance = Arrays.stream(means).map(m -> (m - all) * (m - all)).sum() / (BATCHES - 1);
        return T * Math.sqrt(variance / BATCHES);
    }
}
