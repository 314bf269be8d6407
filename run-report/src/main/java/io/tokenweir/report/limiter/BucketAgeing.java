package io.tokenweir.report.limiter;

/** What is missing from a full bucket that refills continuously; at a rate of nothing, use that never ages. */
final class BucketAgeing implements Ageing {
    private static final double NANOS = 1e9;

    private final double perSecond;
    private double missing;
    private long atNanos;

    BucketAgeing(double perSecond) {
        this.perSecond = perSecond;
    }

    @Override
    public double least(long nanos, long slackNanos) {
        return at(nanos + slackNanos);
    }

    @Override
    public double most(long nanos, long slackNanos) {
        return at(nanos - slackNanos);
    }

    private double at(long nanos) {
        return Math.max(0, missing - perSecond * (nanos - atNanos) / NANOS);
    }

    @Override
    public void take(long nanos, double amount) {
        long now = Math.max(nanos, atNanos);
        missing = Math.max(0, at(now) + amount);
        atNanos = now;
    }

    @Override
    public Ageing copy() {
        BucketAgeing copy = new BucketAgeing(perSecond);
        copy.missing = missing;
        copy.atNanos = atNanos;
        return copy;
    }
}
