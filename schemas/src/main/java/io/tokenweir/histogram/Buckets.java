package io.tokenweir.histogram;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Which bucket a value belongs to, and where a bucket ends.
 *
 * <p>Prometheus native histogram layout: at schema n, bucket i holds (2^((i-1)/2^n), 2^(i/2^n)], upper bound included. A
 * logarithm would land in the wrong bucket for values on a bound, so the index comes from the bits: the exponent gives the
 * octave, a table over the top 11 mantissa bits gives the bucket at the lower edge of that cell, and one compare decides
 * whether the value lies beyond that bucket's bound. A cell (2^-11) is narrower than any bucket (at least 2^-6.6), so one
 * compare is enough. Lower schemas join 2^k neighbours.
 */
final class Buckets {
    static final int MAX_SCHEMA = 6;
    static final int MIN_SCHEMA = -4;

    private static final int PER_OCTAVE = 1 << MAX_SCHEMA;
    private static final int CELL_BITS = 11;
    private static final int MANTISSA_BITS = 52;
    private static final long MANTISSA_MASK = (1L << MANTISSA_BITS) - 1;
    private static final long EXPONENT_OF_ONE = 1023L << MANTISSA_BITS;

    private static final double[] BOUNDS = bounds();
    private static final byte[] CELLS = cells();

    private Buckets() {}

    /** Index at the finest schema of a positive, normal value in seconds. */
    static int indexOf(double seconds) {
        long bits = Double.doubleToRawLongBits(seconds);
        int octave = (int) (bits >>> MANTISSA_BITS) - 1023;
        double mantissa = Double.longBitsToDouble(bits & MANTISSA_MASK | EXPONENT_OF_ONE);
        int step = CELLS[(int) ((bits & MANTISSA_MASK) >>> MANTISSA_BITS - CELL_BITS)];
        if (mantissa > BOUNDS[step]) {
            step++;
        }
        return octave * PER_OCTAVE + step;
    }

    /** Index, {@code levels} schemas lower, of the bucket that contains bucket {@code index}. */
    static int coarser(int index, int levels) {
        return (index - 1 >> levels) + 1;
    }

    /** Upper bound, included, in seconds. */
    static double upperBound(int schema, int index) {
        int levels = MAX_SCHEMA - schema;
        int fine = index << levels;
        return Math.scalb(BOUNDS[Math.floorMod(fine, PER_OCTAVE)], Math.floorDiv(fine, PER_OCTAVE));
    }

    /** 2^(i/64), each the nearest double, computed in decimal so that every JVM has the same ones. */
    private static double[] bounds() {
        MathContext digits = new MathContext(40);
        BigDecimal base = BigDecimal.valueOf(2);
        for (int i = 0; i < MAX_SCHEMA; i++) {
            base = base.sqrt(digits);
        }
        double[] bounds = new double[PER_OCTAVE + 1];
        BigDecimal bound = BigDecimal.ONE;
        for (int i = 0; i < PER_OCTAVE; i++) {
            bounds[i] = bound.doubleValue();
            bound = bound.multiply(base, digits);
        }
        bounds[PER_OCTAVE] = 2;
        return bounds;
    }

    private static byte[] cells() {
        byte[] cells = new byte[1 << CELL_BITS];
        byte step = 0;
        for (int cell = 0; cell < cells.length; cell++) {
            double lowerEdge = 1 + (double) cell / cells.length;
            while (lowerEdge > BOUNDS[step]) {
                step++;
            }
            cells[cell] = step;
        }
        return cells;
    }
}
