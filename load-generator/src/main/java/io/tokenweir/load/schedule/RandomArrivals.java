package io.tokenweir.load.schedule;

/** Arrivals with independent random gaps, measured in expected arrivals, so that they follow any rate. */
public final class RandomArrivals implements ArrivalSchedule {
    private final RateCurve curve;
    private final UnitGaps gaps;
    private double arrivals;

    public RandomArrivals(RateCurve curve, UnitGaps gaps) {
        this.curve = curve;
        this.gaps = gaps;
    }

    @Override
    public long next() {
        arrivals += gaps.next();
        return curve.instantOf(arrivals);
    }
}
