package io.tokenweir.streams;

/** One window of one series. Sorts by run, size and start, so that a closing second is one stretch of a sorted map. */
record WindowId(RunRef run, int seconds, long startMicros, SeriesId series) implements Comparable<WindowId> {
    static final long SECOND_MICROS = 1_000_000;

    /** Sorts before all windows of {@code run} and {@code seconds} that start at {@code startMicros} or later. */
    static WindowId lowest(RunRef run, int seconds, long startMicros) {
        return new WindowId(run, seconds, startMicros, SeriesId.LOWEST);
    }

    /** Start of the window of this size that holds {@code timeMicros}. */
    static long startOf(long timeMicros, int seconds) {
        return Math.floorDiv(timeMicros, seconds * SECOND_MICROS) * seconds * SECOND_MICROS;
    }

    long endMicros() {
        return startMicros + seconds * SECOND_MICROS;
    }

    @Override
    public int compareTo(WindowId other) {
        int order = run.compareTo(other.run);
        order = order != 0 ? order : Integer.compare(seconds, other.seconds);
        order = order != 0 ? order : Long.compare(startMicros, other.startMicros);
        return order != 0 ? order : series.compareTo(other.series);
    }
}
