package io.tokenweir.provision.http;

/**
 * How fast one endpoint group may be called.
 *
 * @param startPerSecond rate to begin with
 * @param ceilingPerSecond highest rate; the declared limit where there is one
 * @param concurrency calls in flight at most
 */
public record GroupLimit(double startPerSecond, double ceilingPerSecond, int concurrency) {
    /** Part of a declared limit that is used: jitter of the network must not turn our pace into a refusal. */
    private static final double DECLARED_SHARE = 0.97;

    private static final int MOST_CONCURRENCY = 64;

    /** What is in flight when a limit is met is refused as well, so it stays small until more is needed. */
    private static final int LEARNED_CONCURRENCY = 32;

    /**
     * Calls sent in good time pile up when either machine stalls, and then arrive as one burst. What may be in flight is
     * what the rate needs for answers of a tenth of a second (Little's law), so that such a burst stays small.
     */
    private static final double EXPECTED_ANSWER_SECONDS = 0.1;

    private static final int LEAST_CONCURRENCY = 2;

    /** For a group that declares nothing: begin gently, learn the rest from refusals. */
    public static final GroupLimit LEARNED = new GroupLimit(20, 20_000, LEARNED_CONCURRENCY);

    /** For a limit that the service states, in calls per second. */
    public static GroupLimit declared(double perSecond) {
        double rate = perSecond * DECLARED_SHARE;
        int inFlight = (int) Math.ceil(rate * EXPECTED_ANSWER_SECONDS);
        return new GroupLimit(rate, rate, Math.min(MOST_CONCURRENCY, Math.max(LEAST_CONCURRENCY, inFlight)));
    }
}
