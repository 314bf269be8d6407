package io.tokenweir.load.summary;

/** A sorted run of {@link Tagged} values. Immutable; {@link #at} may read from a file. */
sealed interface SortedValues permits SortedBlock, SortedValues.Repeated {
    long count();

    /** The value at a position, from 0. */
    long at(long index);

    /** How many durations are not above this one: a binary search. */
    default long countAtMost(long nanos) {
        long value = Tagged.lastOf(nanos);
        long low = 0;
        long high = count();
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (at(middle) <= value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** One value many times. */
    record Repeated(long value, long count) implements SortedValues {
        @Override
        public long at(long index) {
            return value;
        }
    }
}
