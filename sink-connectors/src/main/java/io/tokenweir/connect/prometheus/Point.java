package io.tokenweir.connect.prometheus;

/**
 * One value of one series.
 *
 * @param buckets the value of a histogram; null for any other
 * @param value the value of any other
 */
record Point(Family family, Labels labels, double value, Buckets buckets) {
    static Point of(Family family, Labels labels, double value) {
        return new Point(family, labels, value, null);
    }

    static Point of(Family family, Labels labels, Buckets buckets) {
        return new Point(family, labels, 0, buckets);
    }
}
