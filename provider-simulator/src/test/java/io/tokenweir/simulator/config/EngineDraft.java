package io.tokenweir.simulator.config;

/** An engine for a test, which names what matters to it; whatever is left out costs no time and has room for everything. */
public final class EngineDraft {
    private final EngineConfig.Mode mode;
    private double stepMillis;
    private double perSequenceMillis;
    private double perContextTokenMillis;
    private double perPrefillTokenMillis;
    private double ttftMillis;
    private double interTokenMillis;
    private int replicas = 1;
    private double frontMillis;
    private double frontSigma;
    private int chunkTokens = 2_048;
    private int sequences = 256;
    private long kvTokens = 1L << 40;
    private int queued = 10_000;
    private double jitter;
    private double factorUnderLoad = 1;
    private ScheduleConfig schedule;
    private PrefixCacheConfig prefixCache;
    private TailConfig tail;
    private LengthConfig lengths;
    private FailureConfig failures;
    private double startupMillis;

    private EngineDraft(EngineConfig.Mode mode) {
        this.mode = mode;
    }

    /** A server by steps: what a step takes, and what it takes more for each sequence, context and prefill token. */
    public static EngineDraft batching(
            double stepMillis, double perSequence, double perContextToken, double perPrefillToken) {
        EngineDraft draft = new EngineDraft(EngineConfig.Mode.BATCHING);
        draft.stepMillis = stepMillis;
        draft.perSequenceMillis = perSequence;
        draft.perContextTokenMillis = perContextToken;
        draft.perPrefillTokenMillis = perPrefillToken;
        return draft;
    }

    /** A plain schedule. */
    public static EngineDraft fixed(double ttftMillis, double interTokenMillis) {
        EngineDraft draft = new EngineDraft(EngineConfig.Mode.FIXED);
        draft.ttftMillis = ttftMillis;
        draft.interTokenMillis = interTokenMillis;
        return draft;
    }

    public EngineDraft replicas(int count) {
        replicas = count;
        return this;
    }

    /** A log-normal delay in front. */
    public EngineDraft front(double medianMillis, double sigma) {
        frontMillis = medianMillis;
        frontSigma = sigma;
        return this;
    }

    /** Tokens that one step may process. */
    public EngineDraft chunk(int tokens) {
        chunkTokens = tokens;
        return this;
    }

    /** Sequences that run at once. */
    public EngineDraft sequences(int most) {
        sequences = most;
        return this;
    }

    /** Tokens that fit into the memory. */
    public EngineDraft memory(long tokens) {
        kvTokens = tokens;
        return this;
    }

    /** Requests that may wait. */
    public EngineDraft queue(int most) {
        queued = most;
        return this;
    }

    public EngineDraft jitter(double share) {
        jitter = share;
        return this;
    }

    public EngineDraft factorUnderLoad(double factor) {
        factorUnderLoad = factor;
        return this;
    }

    public EngineDraft with(ScheduleConfig other) {
        schedule = other;
        return this;
    }

    public EngineDraft with(PrefixCacheConfig other) {
        prefixCache = other;
        return this;
    }

    public EngineDraft with(TailConfig other) {
        tail = other;
        return this;
    }

    public EngineDraft with(LengthConfig other) {
        lengths = other;
        return this;
    }

    public EngineDraft with(FailureConfig other) {
        failures = other;
        return this;
    }

    public EngineDraft startup(double millis) {
        startupMillis = millis;
        return this;
    }

    public EngineConfig build() {
        return new EngineConfig(
                mode,
                replicas,
                frontMillis,
                frontSigma,
                stepMillis,
                perSequenceMillis,
                perContextTokenMillis,
                perPrefillTokenMillis,
                chunkTokens,
                sequences,
                kvTokens,
                queued,
                jitter,
                ttftMillis,
                interTokenMillis,
                factorUnderLoad,
                null,
                schedule,
                prefixCache,
                tail,
                lengths,
                failures,
                null,
                startupMillis);
    }
}
