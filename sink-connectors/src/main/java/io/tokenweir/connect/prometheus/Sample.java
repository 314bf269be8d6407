package io.tokenweir.connect.prometheus;

/**
 * One value of one series as the server gets it.
 *
 * @param buckets the value of a native histogram; null for any other
 * @param stale whether it only says that the series has ended
 * @param exemplar may be null
 */
record Sample(SeriesId series, double value, Buckets buckets, boolean stale, Exemplar exemplar) {
    static Sample of(SeriesId series, double value, Exemplar exemplar) {
        return new Sample(series, value, null, false, exemplar);
    }

    static Sample of(SeriesId series, Buckets buckets, Exemplar exemplar) {
        return new Sample(series, 0, buckets, false, exemplar);
    }

    static Sample endOf(SeriesId series, boolean histogram) {
        return new Sample(series, 0, histogram ? Buckets.NONE : null, true, null);
    }

    boolean isHistogram() {
        return buckets != null;
    }
}
