package io.tokenweir.load.prompt;

import java.util.Arrays;

/**
 * Draws indices in proportion to weights, in constant time: Vose's alias method (Vose, 1991). Each column of a table is shared
 * by at most two indices, so one even draw of a column and one of a height in it decide.
 *
 * <p>What is drawn is a function of the seed and of the number of the draw alone: in whatever order, on however many threads,
 * draw 7 gives the same. Immutable, thread-safe.
 */
public final class WeightedChoice {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final double UNIT = 0x1.0p-53;

    private final double[] heights;
    private final int[] aliases;
    private final long seed;

    /** @param weights each above 0 and finite, at least one */
    public WeightedChoice(double[] weights, long seed) {
        double largest = Arrays.stream(weights).max().orElseThrow(() -> refuse("there is none"));
        for (double weight : weights) {
            if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
                throw refuse("one is " + weight);
            }
        }
        // Relative to the largest, so that no sum of weights overflows.
        double[] scaled = Arrays.stream(weights).map(weight -> weight / largest).toArray();
        double mean = Arrays.stream(scaled).sum() / scaled.length;
        this.seed = mix(seed + GOLDEN);
        this.heights = new double[scaled.length];
        this.aliases = new int[scaled.length];
        fill(Arrays.stream(scaled).map(weight -> weight / mean).toArray());
    }

    /** The index that a draw gives, from 0. */
    public int draw(long number) {
        long first = mix(seed + GOLDEN * (2 * number));
        long second = mix(seed + GOLDEN * (2 * number + 1));
        int column = (int) Math.multiplyHigh(first >>> 1, 2L * heights.length);
        return (second >>> 11) * UNIT < heights[column] ? column : aliases[column];
    }

    /** Tops up each column that is too low from one that is too high. */
    private void fill(double[] share) {
        int[] low = new int[share.length];
        int[] high = new int[share.length];
        int lows = 0;
        int highs = 0;
        for (int i = 0; i < share.length; i++) {
            if (share[i] < 1) {
                low[lows++] = i;
            } else {
                high[highs++] = i;
            }
        }
        while (lows > 0 && highs > 0) {
            int small = low[--lows];
            int large = high[highs - 1];
            heights[small] = share[small];
            aliases[small] = large;
            share[large] -= 1 - share[small];
            if (share[large] < 1) {
                highs--;
                low[lows++] = large;
            }
        }
        // What is left is full but for rounding.
        while (highs > 0) {
            heights[high[--highs]] = 1;
        }
        while (lows > 0) {
            heights[low[--lows]] = 1;
        }
    }

    private static IllegalArgumentException refuse(String why) {
        return new IllegalArgumentException("Weights must be numbers above 0; " + why + ".");
    }

    /** Finaliser of SplitMix64 (Steele, Lea and Flood, 2014). */
    private static long mix(long value) {
        long z = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
