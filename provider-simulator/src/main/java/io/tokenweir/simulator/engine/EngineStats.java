package io.tokenweir.simulator.engine;

/**
 * What an engine holds at one instant, over all its replicas.
 *
 * @param running sequences that have a place
 * @param waiting sequences that have none yet
 * @param kvUsedTokens context tokens held or reserved by running sequences
 * @param kvCapacityTokens context tokens that fit
 * @param busyShare share of the last second in which a step ran, the mean of the replicas
 * @param busyNanos time in which steps ran, the sum of the replicas
 * @param promptTokens tokens of the prompts that were read to their end
 * @param generatedTokens tokens that were decoded
 * @param cacheQueriedTokens prompt tokens that were looked for in the prefix cache
 * @param cacheHitTokens those that were found
 */
public record EngineStats(
        int replicas,
        int running,
        int waiting,
        long kvUsedTokens,
        long kvCapacityTokens,
        double busyShare,
        long busyNanos,
        long promptTokens,
        long generatedTokens,
        long cacheQueriedTokens,
        long cacheHitTokens) {

    /** The sum of two, the mean of shares. */
    EngineStats plus(EngineStats other) {
        int both = replicas + other.replicas;
        return new EngineStats(
                both,
                running + other.running,
                waiting + other.waiting,
                kvUsedTokens + other.kvUsedTokens,
                kvCapacityTokens + other.kvCapacityTokens,
                (busyShare * replicas + other.busyShare * other.replicas) / both,
                busyNanos + other.busyNanos,
                promptTokens + other.promptTokens,
                generatedTokens + other.generatedTokens,
                cacheQueriedTokens + other.cacheQueriedTokens,
                cacheHitTokens + other.cacheHitTokens);
    }

    /** The same with more sequences that wait. */
    EngineStats withWaiting(int more) {
        return new EngineStats(
                replicas,
                running,
                waiting + more,
                kvUsedTokens,
                kvCapacityTokens,
                busyShare,
                busyNanos,
                promptTokens,
                generatedTokens,
                cacheQueriedTokens,
                cacheHitTokens);
    }
}
