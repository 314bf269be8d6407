package io.tokenweir.report.limiter;

/**
 * A limiter that may be there, but for its size.
 *
 * @param seconds the window; of a bucket the seconds in which the first burst's size refills
 * @param twoWindows whether a sliding window is approximated by two fixed ones
 * @param phaseNanos where windows on the clock begin
 * @param refusedTake whether refused calls are counted like admitted ones
 * @param prior how likely it is before any call, among all
 */
record Theory(
        WindowKind kind,
        double seconds,
        double perSecond,
        boolean twoWindows,
        long phaseNanos,
        boolean refusedTake,
        Dimension dimension,
        Charging charging,
        double prior) {
    private static final double NANOS = 1e9;

    Ageing ageing() {
        long window = Math.round(seconds * NANOS);
        return switch (kind) {
            case FIXED_FROM_FIRST_CALL -> FixedAgeing.fromFirstCall(window);
            case FIXED_ON_THE_CLOCK -> FixedAgeing.onTheClock(window, phaseNanos);
            case SLIDING -> twoWindows ? new TwoWindowAgeing(window, phaseNanos) : new SlidingAgeing(window);
            case TOKEN_BUCKET -> new BucketAgeing(perSecond);
            default -> new BucketAgeing(0);
        };
    }

    /** The same at another price; {@code ratio} is what the calls so far cost at it, compared with what they cost now. */
    Theory priced(Dimension what, Charging how, double ratio, double likelihood) {
        return new Theory(kind, seconds, perSecond * ratio, twoWindows, phaseNanos, refusedTake, what, how, likelihood);
    }

    /** The same with a window that is longer by a factor. */
    Theory stretched(double factor, double share) {
        return new Theory(
                kind,
                seconds * factor,
                perSecond / factor,
                twoWindows,
                phaseNanos,
                refusedTake,
                dimension,
                charging,
                prior * share);
    }

    double asked(Call call) {
        return charging.asked(dimension, call);
    }

    double beforehand(Call call) {
        return charging.beforehand(dimension, call);
    }

    double afterwards(Call call) {
        return charging.afterwards(dimension, call);
    }
}
