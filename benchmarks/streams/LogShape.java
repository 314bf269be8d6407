/**
 * What a run in the log looks like.
 *
 * @param values arrivals in a chunk
 * @param chunksPerSecond chunks in each second of event time
 * @param accounts different keys; each takes its turn
 * @param models different series of token metrics
 */
record LogShape(int values, int chunksPerSecond, int accounts, int models) {
    /** Arrivals of one attempt. */
    static final int ATTEMPT = 64;

    static LogShape of(int values, int chunksPerSecond) {
        return new LogShape(values, chunksPerSecond, 1000, 4);
    }

    LogShape withAccounts(int count) {
        return new LogShape(values, chunksPerSecond, count, models);
    }

    LogShape withModels(int count) {
        return new LogShape(values, chunksPerSecond, accounts, count);
    }
}
