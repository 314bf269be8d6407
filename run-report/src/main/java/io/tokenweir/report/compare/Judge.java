package io.tokenweir.report.compare;

/** Makes a row of two figures and the intervals that chance gives: adds the meter's error, and says what is shown. Pure. */
final class Judge {
    private static final double PERCENT = 100;

    private Judge() {}

    /**
     * @param difference of b − a, by chance
     * @param ratio of b / a, by chance
     */
    static Row row(String name, Figure a, Figure b, Interval difference, Interval ratio) {
        double meter = a.meter() + b.meter();
        Interval whole = difference.widened(meter);
        Interval wholeRatio = widened(ratio, a, b);
        boolean none = whole.low() == null && whole.high() == null;
        Finding finding = none
                ? Finding.NO_INTERVAL
                : whole.above(0) ? Finding.MORE : whole.below(0) ? Finding.LESS : Finding.NO_DIFFERENCE_SHOWN;
        return new Row(
                name,
                a.value(),
                b.value(),
                b.value() - a.value(),
                whole.low(),
                whole.high(),
                meter,
                a.value() > 0 ? (Double) (b.value() / a.value()) : null,
                wholeRatio.low(),
                wholeRatio.high(),
                finding,
                word(finding, a.sense()),
                none ? noInterval(a) : null,
                worsening(a.sense(), whole, wholeRatio));
    }

    static Row notComparable(String name, Figure a, Figure b, String reason) {
        return new Row(
                name,
                a == null ? null : a.value(),
                b == null ? null : b.value(),
                null,
                null,
                null,
                0,
                null,
                null,
                null,
                Finding.NOT_COMPARABLE,
                word(Finding.NOT_COMPARABLE, Sense.AMOUNT),
                reason,
                null);
    }

    /** As if the one meter had measured too much by all of its error, and the other nothing; and the other way round. */
    private static Interval widened(Interval ratio, Figure a, Figure b) {
        double lowest = Math.max(0, 1 - b.meter() / b.value()) / (1 + a.meter() / a.value());
        double highest = (1 + b.meter() / b.value()) / (1 - a.meter() / a.value());
        return new Interval(
                ratio.low() == null ? null : ratio.low() * lowest,
                ratio.high() == null || a.meter() >= a.value() ? null : ratio.high() * highest);
    }

    private static String noInterval(Figure figure) {
        return figure.sense() == Sense.LATENCY
                ? "too few values to bound it; measure longer, or repeat the runs and name them with --a and --b"
                : "one run does not show how far chance moves it; repeat the runs and name them with --a and --b";
    }

    private static String word(Finding finding, Sense sense) {
        return switch (finding) {
            case LESS -> sense.less();
            case MORE -> sense.more();
            case NO_DIFFERENCE_SHOWN -> "no difference shown";
            case NO_INTERVAL -> "no interval";
            case NOT_COMPARABLE -> "not comparable";
        };
    }

    /** By how much B is worse at least: percent of a latency, percentage points of a share; null when it is not. */
    private static Double worsening(Sense sense, Interval difference, Interval ratio) {
        Double least = switch (sense) {
            case LATENCY -> ratio.low() == null ? null : (Double) ((ratio.low() - 1) * PERCENT);
            case GOOD_SHARE -> difference.high() == null ? null : (Double) (-difference.high() * PERCENT);
            case BAD_SHARE -> difference.low() == null ? null : (Double) (difference.low() * PERCENT);
            case AMOUNT -> null;
        };
        return least == null || least <= 0 ? null : least;
    }
}
