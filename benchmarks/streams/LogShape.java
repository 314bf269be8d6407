/**
 * What a run in the log looks like.
 *
 * @param values arrivals in a chunk; nothing in a log of terminal events
 * @param eventsPerSecond chunks, or terminal events, in each second of event time
 * @param accounts different keys; each takes its turn
 * @param models different series of token metrics
 */
record LogShape(int values, int eventsPerSecond, int accounts, int models) {
    /** Arrivals of one attempt. */
    static final int ATTEMPT = 64;

    static LogShape of(int values, int eventsPerSecond) {
        return new LogShape(values, eventsPerSecond, 1000, 4);
    }

    LogShape withAccounts(int count) {
        return new LogShape(values, eventsPerSecond, count, models);
    }

    LogShape withModels(int count) {
        return new LogShape(values, eventsPerSecond, accounts, count);
    }
}
