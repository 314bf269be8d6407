package io.tokenweir.load.schedule;

/** Evenly spaced arrivals at a rate that may change: arrival k comes when the expected arrivals reach k. */
public final class EvenArrivals implements ArrivalSchedule {
    private final RateCurve curve;
    private long arrival;

    public EvenArrivals(RateCurve curve) {
        this.curve = curve;
    }

    @Override
    public long next() {
        return curve.instantOf(arrival++);
    }
}
