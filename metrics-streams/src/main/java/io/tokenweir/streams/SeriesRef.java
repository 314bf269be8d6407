package io.tokenweir.streams;

import io.tokenweir.events.Vantage;

/** One series of one run. */
record SeriesRef(RunRef run, SeriesId series) implements Comparable<SeriesRef> {
    /** Sorts before all series of {@code run}. */
    static SeriesRef lowest(RunRef run) {
        return new SeriesRef(run, SeriesId.run(Vantage.values()[0]));
    }

    /** Sorts after all series of {@code run}. */
    static SeriesRef beyond(RunRef run) {
        return lowest(run.next());
    }

    @Override
    public int compareTo(SeriesRef other) {
        int order = run.compareTo(other.run);
        return order != 0 ? order : series.compareTo(other.series);
    }
}
