package io.tokenweir.simulator.config;

/**
 * The latency model of one model. {@code BATCHING} is a server that decodes in steps: one step lasts {@code stepMillis +
 * perSequenceMillis * batch + perContextTokenMillis * context + perPrefillTokenMillis * prefill}. {@code FIXED} is a
 * plain schedule: {@code ttftMillis}, then one token each {@code interTokenMillis}, both multiplied by a factor that
 * grows linearly from 1 with one running stream to {@code timeFactorUnderLoad} with {@code maxSequences}.
 *
 * @param mode how tokens are timed
 * @param replicas equal servers behind one balancer (BATCHING); each has its own steps, so their bursts are staggered
 * @param frontMillis median of the log-normal delay before a request reaches a server: network, edge, queueing in front
 * @param frontSigma spread of that delay; 0 makes it constant
 * @param chunkTokens tokens that one step may process, one for each running sequence included
 * @param maxSequences sequences that run at once (per replica); more wait in order of arrival
 * @param kvTokens context tokens that fit into the memory of a replica
 * @param maxQueued waiting requests above which a new one is refused as overload (503)
 * @param jitter standard deviation of a step (or gap) as a share of its length
 * @param preset file of {@code engines/} that the values were taken from; null when they were all named
 * @param startupMillis time after the start in which every request is refused with 503, as while a model loads
 */
public record EngineConfig(
        Mode mode,
        int replicas,
        double frontMillis,
        double frontSigma,
        double stepMillis,
        double perSequenceMillis,
        double perContextTokenMillis,
        double perPrefillTokenMillis,
        int chunkTokens,
        int maxSequences,
        long kvTokens,
        int maxQueued,
        double jitter,
        double ttftMillis,
        double interTokenMillis,
        double timeFactorUnderLoad,
        String preset,
        ScheduleConfig schedule,
        PrefixCacheConfig prefixCache,
        TailConfig tail,
        LengthConfig lengths,
        FailureConfig failures,
        AcceleratorConfig accelerator,
        double startupMillis) {

    public EngineConfig {
        schedule = schedule == null ? ScheduleConfig.none() : schedule;
        prefixCache = prefixCache == null ? PrefixCacheConfig.none() : prefixCache;
        tail = tail == null ? TailConfig.none() : tail;
        lengths = lengths == null ? LengthConfig.asAsked() : lengths;
        failures = failures == null ? FailureConfig.none() : failures;
        accelerator = accelerator == null ? AcceleratorConfig.none() : accelerator;
    }

    /** How tokens are timed. */
    public enum Mode {
        BATCHING,
        FIXED
    }

    /** Requests that may run or wait at once; one more is overload. */
    public int places() {
        return maxQueued + running();
    }

    /** Requests that may run at once, over all replicas. */
    public int running() {
        return maxSequences * Math.max(1, replicas);
    }

    /** A plain schedule without jitter or load factor: what a test can compute by hand. */
    public static EngineConfig fixed(double ttftMillis, double interTokenMillis) {
        return new EngineConfig(
                Mode.FIXED,
                1,
                0,
                0,
                0,
                0,
                0,
                0,
                1,
                4096,
                1L << 40,
                10_000,
                0,
                ttftMillis,
                interTokenMillis,
                1,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                0);
    }
}
