package io.tokenweir.common.rate;

/**
 * The rate that a service takes, found from what it accepts and refuses.
 *
 * <p>As long as nothing was refused, every accepted call raises the rate by a fixed step, so that it grows exponentially while
 * it is used and not at all while it is not (slow start). A refusal says that the limit is passed. Between two refusals a
 * service lets through what its limit refills, so the accepted calls over the time in use measure the limit itself, whatever
 * burst it allows; that is remembered. From nine tenths of it the rate climbs back on a cubic curve (as CUBIC does, RFC 9438):
 * fast at first, flat around the remembered limit, and then faster and faster beyond it, so a limit that was raised is found
 * too. So most of the time is spent close below the limit, and a refusal comes once in some hundred calls.
 *
 * <p>A pure function of the instants passed in (monotonic nanoseconds). Not thread-safe.
 */
final class LearnedRate {
    private static final double SLOW_START_STEP = 2;
    private static final int ENOUGH_TO_MEASURE = 8;
    private static final double FIRST_CUT = 0.45;
    private static final double CUT = 0.9;
    /** The mean of the curve from cut to limit is this much below the limit. */
    private static final double MEAN_TO_LIMIT = 1.03;

    private static final double BEYOND = 0.1;
    /** So many periods after a cut the rate rises so fast that only its last value tells of the limit. */
    private static final double FAR = 1.8;

    private static final double LEAST_PERIOD_SECONDS = 3;
    private static final double CALLS_PER_PERIOD = 150;
    private static final double PERIODS_PER_HOLD = 10;
    private static final double MOST_HOLD_SECONDS = 5;

    /** Servers round what they ask for up to seconds; that much of a wait measures nothing. */
    private static final double RETRY_AFTER_STEP_SECONDS = 1;

    private final double ceilingPerSecond;
    private final double floorPerSecond;
    private final boolean declared;
    private double ratePerSecond;
    /** NaN: never refused. */
    private double limitPerSecond;

    private double cut;
    private double secondsSinceCut;
    private double measuredSeconds;
    private long measuredCalls;
    private double holdSeconds;
    private double lastHoldSeconds;
    private long lastAcceptedNanos;
    private long lastCutNanos;

    /** @param ceilingPerSecond highest rate; where it is the start too, it is the limit that the service declares */
    LearnedRate(double startPerSecond, double ceilingPerSecond, long nowNanos) {
        this.ratePerSecond = startPerSecond;
        this.ceilingPerSecond = ceilingPerSecond;
        this.floorPerSecond = Math.min(0.1, startPerSecond);
        this.lastAcceptedNanos = nowNanos;
        this.lastCutNanos = Long.MIN_VALUE;
        this.declared = startPerSecond == ceilingPerSecond;
        this.limitPerSecond = declared ? ceilingPerSecond : Double.NaN;
        this.cut = CUT;
        // Nothing was refused yet: a declared limit need not be approached.
        this.secondsSinceCut = declared ? period() : 0;
    }

    double perSecond() {
        return ratePerSecond;
    }

    void accepted(long nowNanos) {
        double seconds = inUse(nowNanos);
        measuredCalls++;
        measuredSeconds += seconds;
        secondsSinceCut += seconds;
        double wanted = Double.isNaN(limitPerSecond) ? ratePerSecond + SLOW_START_STEP : limitPerSecond * curve();
        ratePerSecond = Math.max(floorPerSecond, Math.min(ceilingPerSecond, wanted));
    }

    /**
     * A call was refused for its rate.
     *
     * @param sentNanos when it was sent: one from before the last cut says nothing of the rate after it
     * @param retryAfterNanos what the server asked for; the time until then counts as used
     */
    void refused(long nowNanos, long sentNanos, long retryAfterNanos) {
        if (lastCutNanos != Long.MIN_VALUE && sentNanos < lastCutNanos) {
            return;
        }
        measuredSeconds += inUse(nowNanos);
        if (measuredCalls >= ENOUGH_TO_MEASURE && !Double.isNaN(limitPerSecond)) {
            boolean farBeyond = secondsSinceCut > FAR * period();
            double measured = measuredCalls / measuredSeconds * MEAN_TO_LIMIT;
            limitPerSecond = farBeyond ? ratePerSecond : Math.min(ratePerSecond, measured);
            cut = CUT;
            measuredCalls = 0;
            measuredSeconds = 0;
        } else {
            if (Double.isNaN(limitPerSecond)) {
                measuredCalls = 0; // a burst went through, which measures nothing
                measuredSeconds = 0;
            }
            limitPerSecond = ratePerSecond;
            cut = declared ? CUT : FIRST_CUT;
        }
        ratePerSecond = Math.max(floorPerSecond, limitPerSecond * cut);
        secondsSinceCut = 0;
        lastHoldSeconds = retryAfterNanos / 1e9;
        holdSeconds = Math.max(0, lastHoldSeconds - RETRY_AFTER_STEP_SECONDS);
        lastCutNanos = nowNanos;
    }

    /** Since the last answer, but for the time in which nobody wanted to call. */
    private double inUse(long nowNanos) {
        double seconds = Math.min((nowNanos - lastAcceptedNanos) / 1e9, 2 / ratePerSecond + holdSeconds);
        lastAcceptedNanos = Math.max(lastAcceptedNanos, nowNanos);
        holdSeconds = 0;
        return Math.max(0, seconds);
    }

    private double curve() {
        double distance = secondsSinceCut / period() - 1;
        double cube = distance * distance * distance;
        return 1 + cube * (distance < 0 ? 1 - cut : BEYOND);
    }

    /** From the cut to the remembered limit: long enough that neither refusals nor the waits they cost weigh much. */
    private double period() {
        double seldom = Math.min(MOST_HOLD_SECONDS, lastHoldSeconds) * PERIODS_PER_HOLD;
        return Math.max(Math.max(LEAST_PERIOD_SECONDS, seldom), CALLS_PER_PERIOD / limitPerSecond);
    }
}
