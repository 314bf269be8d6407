package io.tokenweir.common.scenario;

/**
 * What one action of a user comes to: several calls, so many of them open at once. The action is the iteration, or the arrival.
 *
 * @param calls of each action
 */
public record FanOutSpec(LengthSpec calls, Integer parallelism) {
    public FanOutSpec {
        if (calls == null) {
            throw new IllegalArgumentException("'fanOut' needs 'calls', for instance {calls: 6, parallelism: 3}");
        }
        parallelism = parallelism == null ? Integer.valueOf(1) : parallelism;
        if (parallelism < 1) {
            throw new IllegalArgumentException("'parallelism' must be 1 or more");
        }
    }

    /** Calls that every action makes. */
    int leastCalls() {
        return calls.min();
    }
}
