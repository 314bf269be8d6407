package io.tokenweir.provision.http;

/**
 * How fast one endpoint group may be called.
 *
 * @param startPerSecond rate to begin with
 * @param ceilingPerSecond highest rate; the declared limit where there is one
 * @param concurrency calls in flight at most, however high the rate; at a low one fewer ({@link InFlightBound})
 */
public record GroupLimit(double startPerSecond, double ceilingPerSecond, int concurrency) {
    /** Part of a declared limit that is used: jitter of the network must not turn our pace into a refusal. */
    private static final double DECLARED_SHARE = 0.97;

    private static final int MOST_CONCURRENCY = 64;

    /** What is in flight when a limit is met is refused as well. */
    private static final int LEARNED_CONCURRENCY = 32;

    /** For a group that declares nothing: begin gently, learn the rest from refusals. */
    public static final GroupLimit LEARNED = new GroupLimit(20, 20_000, LEARNED_CONCURRENCY);

    /** For a limit that the service states, in calls per second. */
    public static GroupLimit declared(double perSecond) {
        double rate = perSecond * DECLARED_SHARE;
        return new GroupLimit(rate, rate, MOST_CONCURRENCY);
    }
}
